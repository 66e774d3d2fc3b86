using Engine.Model.Instruments;
using Replay.Import.Files;
using Replay.Import.Grids;

namespace Replay.Import.Sources;

/// <summary>One format that can be imported. Stateless.</summary>
internal abstract class ImportFormat
{
    /// <summary>Its name on the command line.</summary>
    internal abstract string Name { get; }

    /// <summary>What it is, in one sentence.</summary>
    internal abstract string Description { get; }

    /// <summary>Whether its rows say when the recorder received them.</summary>
    internal virtual bool HasReceiveTime => false;

    /// <summary>
    /// Whether its files hold books, so that it counts which of two files of a symbol is the earlier.
    /// </summary>
    internal virtual bool HoldsBooks(ImportRequest request) => false;

    /// <summary>Finds out whose data a file holds.</summary>
    /// <exception cref="ImportException">That cannot be told.</exception>
    internal virtual PlannedFile Plan(ImportInput input, ImportRequest request, ImportSummary summary)
    {
        if ((input.Symbol ?? request.Symbol) is { } symbol)
        {
            return new PlannedFile(input.Path, [symbol]);
        }

        if (!SymbolNames.TryFromFileName(input.Path, out symbol))
        {
            throw ImportException.Usage(
                input.Path, "nothing says which symbol it is", $"write SYMBOL={input.Path}, or give --symbol");
        }

        summary.Warn($"{PrintableText.Of(input.Path)} is taken for {symbol} by its name");
        return new PlannedFile(input.Path, [symbol]);
    }

    /// <summary>Looks for the finest steps that a file shows.</summary>
    internal abstract void Probe(PlannedFile file, ImportRequest request, Func<string, GridProbe> probeOf);

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="instruments">The instruments of its symbols, in their order.</param>
    /// <param name="setup">What was asked for, and where the source reports to.</param>
    internal abstract ImportSource Open(
        PlannedFile file, IReadOnlyList<Instrument> instruments, SourceSetup setup);
}
