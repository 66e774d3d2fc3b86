using Engine.Model.Units;
using Replay.Import.Files;

namespace Replay.Import.Sources;

/// <summary>Keeps the times of one file in order. One thread.</summary>
internal sealed class SourceClock
{
    private readonly LineReader _lines;
    private readonly bool _isLenient;
    private readonly ImportSummary _summary;
    private TimestampNs _highest = TimestampNs.MinValue;

    internal SourceClock(LineReader lines, bool isLenient, ImportSummary summary)
    {
        _lines = lines;
        _isLenient = isLenient;
        _summary = summary;
    }

    /// <summary>The time to store a row under.</summary>
    /// <exception cref="ImportException">It is before the highest so far, and the import is not lenient.</exception>
    internal TimestampNs Stamp(TimestampNs time)
    {
        if (time >= _highest)
        {
            _highest = time;
            return time;
        }

        if (!_isLenient)
        {
            throw ImportException.BadData(
                _lines.File.Path,
                _lines.Row,
                $"time goes backwards by {(_highest - time) / (double)TimestampNs.PerMillisecond} ms",
                "sort the file, or give --lenient to store such rows under the highest time so far");
        }

        _summary.TimesRaised++;
        return _highest;
    }
}
