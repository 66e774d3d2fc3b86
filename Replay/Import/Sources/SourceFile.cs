using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Sources;

/// <summary>A file of an import: open, still to be opened, or read to its end. One thread.</summary>
internal sealed class SourceFile
{
    private const int LookMask = (1 << 14) - 1;

    private readonly ImportFormat _format;
    private readonly PlannedFile _file;
    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly ImportRequest _request;
    private readonly HashSet<string> _seen;

    /// <summary>Makes a file.</summary>
    /// <param name="index">Its place among the files.</param>
    /// <param name="format">What it is.</param>
    /// <param name="file">Whose data it holds.</param>
    /// <param name="instruments">The instruments of its symbols, in their order.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="seen">The symbols of the files that were opened before it; all files share it.</param>
    internal SourceFile(
        int index, ImportFormat format, PlannedFile file, IReadOnlyList<Instrument> instruments, ImportRequest request,
        HashSet<string> seen)
    {
        Index = index;
        _format = format;
        _file = file;
        _instruments = instruments;
        _request = request;
        _seen = seen;
        Facts = new ImportFile(file.Path);
    }

    /// <summary>Its place among the files.</summary>
    internal int Index { get; }

    /// <summary>What was found in it.</summary>
    internal ImportFile Facts { get; }

    /// <summary>The source, while it is open.</summary>
    internal ImportSource? Source { get; private set; }

    /// <summary>Bytes of the file.</summary>
    internal long SizeBytes { get; private set; }

    /// <summary>Bytes of the file that are read.</summary>
    internal long PositionBytes => Source?.PositionBytes ?? (IsEnded ? SizeBytes : 0);

    /// <summary>Whether it was read to its end.</summary>
    internal bool IsEnded { get; private set; }

    /// <summary>The same file, not opened yet, for another request.</summary>
    internal SourceFile With(ImportRequest request) => new(Index, _format, _file, _instruments, request, _seen);

    /// <summary>Reads the whole file for its smallest latency; null where it has none.</summary>
    internal long? FindSmallestLatency(CancellationToken token)
    {
        var facts = new ImportFile(_file.Path);
        using var source = _format.Open(_file, _instruments, new SourceSetup(_request, facts, []));
        for (var runs = 1L; source.MoveNext(); runs++)
        {
            if ((runs & LookMask) == 0)
            {
                token.ThrowIfCancellationRequested();
            }
        }

        return facts.SmallestLatencyNs;
    }

    /// <summary>Looks for the time of its first run, and leaves no trace.</summary>
    /// <returns>False where it has none.</returns>
    internal bool TryPeek(out TimestampNs time)
    {
        using var source = _format.Open(
            _file, _instruments, new SourceSetup(_request, new ImportFile(_file.Path), []));
        SizeBytes = source.SizeBytes;
        if (source.MoveNext())
        {
            time = source.Time;
            return true;
        }

        time = TimestampNs.Zero;

        // Opened all the same, for what it says about itself.
        Open();
        while (Source!.MoveNext())
        {
        }

        Close();
        return false;
    }

    /// <summary>Opens it; symbols that were seen before go on.</summary>
    internal void Open()
    {
        var continued = _file.Symbols.Where(symbol => !_seen.Add(symbol)).ToArray();
        Source = _format.Open(_file, _instruments, new SourceSetup(_request, Facts, continued));
        SizeBytes = Source.SizeBytes;
    }

    /// <summary>Closes it for good.</summary>
    internal void Close()
    {
        IsEnded = true;
        Source?.Dispose();
        Source = null;
    }
}
