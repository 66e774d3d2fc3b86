using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Quality;

/// <summary>One kind of data of one instrument: its times. One thread.</summary>
internal sealed class StreamWatch
{
    private readonly string _instrument;
    private readonly StreamKind _kind;
    private readonly long _silenceMax;
    private readonly FindingTable _findings;
    private QualityPlace _first;
    private TimestampNs _last;
    private TimestampNs _lastVenueTime;
    private long _messages;
    private long _longestSilence;
    private long? _smallestLatency;

    internal StreamWatch(string instrument, StreamKind kind, QualityLimits limits, FindingTable findings)
    {
        _instrument = instrument;
        _kind = kind;
        _findings = findings;
        _silenceMax = kind switch
        {
            StreamKind.Book or StreamKind.Trade or StreamKind.Quote => limits.SilenceNs,
            StreamKind.Mark or StreamKind.OpenInterest => limits.SlowSilenceNs,
            _ => long.MaxValue,
        };
    }

    /// <summary>The length of its bars, ns; 0 where it has none.</summary>
    internal long IntervalNs { get; set; }

    /// <summary>Takes a message.</summary>
    internal void Take(in Event first, in QualityPlace place)
    {
        if (_messages++ == 0)
        {
            _first = place;
        }
        else
        {
            var silence = place.Time - _last;
            _longestSilence = Math.Max(_longestSilence, silence);
            if (silence > _silenceMax)
            {
                Note(QualityCheck.Silence, in place, silence);
            }
        }

        _last = place.Time;
        if (first.VenueTime != TimestampNs.Zero)
        {
            TakeVenueTime(first.VenueTime, in place);
        }
    }

    internal void Note(QualityCheck check, in QualityPlace place, long worst) =>
        _findings.Note(check, _instrument, _kind, in place, worst);

    internal QualityStream ToStream(string? file) => new()
    {
        Instrument = _instrument,
        Stream = _kind.ToString(),
        File = file,
        Messages = _messages,
        FirstTimeNs = _first.Time.Value,
        LastTimeNs = _last.Value,
        LongestSilenceNs = _longestSilence,
        SmallestLatencyNs = _smallestLatency,
        IntervalNs = IntervalNs,
        FirstRow = _first.Row,
    };

    private void TakeVenueTime(TimestampNs venueTime, in QualityPlace place)
    {
        var latency = place.Time - venueTime;
        if (_smallestLatency is null || latency < _smallestLatency)
        {
            _smallestLatency = latency;
        }

        if (latency < 0)
        {
            Note(QualityCheck.NegativeLatency, in place, -latency);
        }

        if (venueTime < _lastVenueTime)
        {
            Note(QualityCheck.TimeBackwards, in place, _lastVenueTime - venueTime);
            return;
        }

        _lastVenueTime = venueTime;
    }
}
