using Engine.Model.Instruments;
using Replay.Import.Files;
using Replay.Import.Grids;
using Replay.Import.Sources;

namespace Replay.Import.Capture;

/// <summary>Recorded WebSocket frames of Binance, one a line behind the time that they arrived at. Stateless.</summary>
internal sealed class CaptureFormat : ImportFormat
{
    /// <inheritdoc />
    internal override string Name => "binance-capture";

    /// <inheritdoc />
    internal override string Description =>
        "recorded Binance frames, spot or USD-M: a line is the local time in ns, a blank, the message; snapshots too";

    /// <inheritdoc />
    internal override bool HasReceiveTime => true;

    /// <inheritdoc />
    internal override bool HoldsBooks(ImportRequest request) => true;

    /// <inheritdoc />
    internal override PlannedFile Plan(ImportInput input, ImportRequest request, ImportSummary summary)
    {
        var symbol = input.Symbol ?? request.Symbol;
        if (symbol is not null && request.Venue != VenueId.None)
        {
            return new PlannedFile(input.Path, [symbol], request.Venue);
        }

        var scan = CaptureScan.Run(input.Path, symbol, null);
        var symbols = symbol is not null ? [symbol] : scan.Symbols;
        return symbols.Count > 0
            ? new PlannedFile(input.Path, symbols, scan.Venue)
            : throw ImportException.BadData(
                input.Path, 0, "holds no message that names a symbol", "is it a recording of Binance?");
    }

    /// <inheritdoc />
    internal override void Probe(PlannedFile file, ImportRequest request, Func<string, GridProbe> probeOf) =>
        CaptureScan.Run(file.Path, file.Symbols.Count == 1 ? file.Symbols[0] : null, probeOf);

    /// <inheritdoc />
    internal override ImportSource Open(
        PlannedFile file, IReadOnlyList<Instrument> instruments, SourceSetup setup) =>
        new CaptureSource(new LineReader(InputFile.Open(file.Path)), instruments, setup);
}
