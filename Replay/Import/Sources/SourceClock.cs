using Engine.Model.Units;
using Replay.Import.Files;

namespace Replay.Import.Sources;

/// <summary>Keeps the times of one file in order, and sets right a recorder's clock. One thread.</summary>
internal sealed class SourceClock
{
    private readonly LineReader _lines;
    private readonly bool _isLenient;
    private readonly long _shift;
    private readonly ImportFile _facts;
    private TimestampNs _highest = TimestampNs.MinValue;

    internal SourceClock(LineReader lines, ImportRequest request, ImportFile facts)
    {
        _lines = lines;
        _isLenient = request.IsLenient;
        _shift = request.ClockShiftNs;
        _facts = facts;
    }

    /// <summary>The time to store a row under that the recorder stamped on arrival.</summary>
    /// <param name="received">The recorder's time.</param>
    /// <param name="sent">The venue's time; zero where it gave none.</param>
    /// <exception cref="ImportException">It is before the highest so far, and the import is not lenient.</exception>
    internal TimestampNs StampReceived(TimestampNs received, TimestampNs sent)
    {
        if (sent != TimestampNs.Zero)
        {
            _facts.ObserveLatency(received - sent);
        }

        return Stamp(received + _shift);
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

        _facts.TimesRaised++;
        return _highest;
    }
}
