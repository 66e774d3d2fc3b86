using Engine.Model.Instruments;
using Replay.Import.Files;
using Replay.Import.Grids;
using Replay.Import.Sources;

namespace Replay.Import.Bybit;

/// <summary>Bybit's archive of order books: a WebSocket message a line. Stateless.</summary>
internal sealed class BybitBookFormat : ImportFormat
{
    /// <inheritdoc />
    internal override string Name => "bybit-l2";

    /// <inheritdoc />
    internal override string Description =>
        "Bybit archive, order books (ob500, ob200): a JSON message a line, snapshots and changes, zip or plain";

    /// <inheritdoc />
    internal override bool HoldsBooks(ImportRequest request) => true;

    /// <inheritdoc />
    internal override PlannedFile Plan(ImportInput input, ImportRequest request, ImportSummary summary)
    {
        if ((input.Symbol ?? request.Symbol) is { } named)
        {
            return new PlannedFile(input.Path, [named]);
        }

        using var lines = new LineReader(InputFile.Open(input.Path));
        while (lines.TryRead(out var line))
        {
            if (BybitBookScan.TryFindSymbol(line, out var symbol))
            {
                return new PlannedFile(input.Path, [symbol]);
            }
        }

        throw ImportException.BadData(
            input.Path, 0, "holds no message of an order book", "is it Bybit's archive of order books?");
    }

    /// <inheritdoc />
    internal override void Probe(PlannedFile file, ImportRequest request, Func<string, GridProbe> probeOf)
    {
        using var lines = new LineReader(InputFile.Open(file.Path));
        var probe = probeOf(file.Symbols[0]);
        while (lines.TryRead(out var line))
        {
            // What is no message is refused by the second pass, with its row.
            BybitBookScan.Observe(line, probe);
        }
    }

    /// <inheritdoc />
    internal override ImportSource Open(
        PlannedFile file, IReadOnlyList<Instrument> instruments, SourceSetup setup) =>
        new BybitBookSource(new LineReader(InputFile.Open(file.Path)), instruments[0], setup);
}
