using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Latencies;

/// <summary>How long each way takes: when a command is at the venue, and when its report is here.</summary>
/// <remarks>
/// Both ways keep their order: what is sent later arrives no earlier, whatever latency it drew, because one connection
/// carries it all. Each leg has a generator of its own, so that one more report does not change when orders arrive.
/// </remarks>
internal sealed class LegLatencies
{
    private readonly SimulationSettings _settings;
    private readonly LatencySettings _model;
    private readonly bool _isFeedFromData;
    private readonly List<long> _feedSeen = [];
    private SeededRandom _entryRandom;
    private SeededRandom _feedRandom;
    private SeededRandom _replyRandom;
    private TimestampNs _feedDrawnAt = TimestampNs.MinValue;
    private long _feedDrawn;
    private TimestampNs _lastArrival;
    private TimestampNs _lastDue;
    private TimestampNs _lastReport;
    private InstrumentId _lastSeen = InstrumentId.None;
    private long _seenCount;
    private long _negativeCount;
    private long _shortestSeenNs = long.MaxValue;
    private int _near;

    internal LegLatencies(SimulationSettings settings)
    {
        _settings = settings;
        _model = settings.Latency;
        _isFeedFromData = _model.IsFeedFromData;
        _feedDrawn = settings.FeedLatencyNs;
        _entryRandom = new SeededRandom(unchecked(_model.Seed * 3));
        _feedRandom = new SeededRandom(unchecked((_model.Seed * 3) + 1));
        _replyRandom = new SeededRandom(unchecked((_model.Seed * 3) + 2));
    }

    /// <summary>
    /// When the command arrived that is being carried out, at the venue: nothing that answers it is decided before.
    /// </summary>
    internal TimestampNs CarriedOut { get; set; } = TimestampNs.MinValue;

    /// <summary>What the stream has shown of the feed latency, where it is asked for.</summary>
    internal FeedLatencyFacts FeedFacts => new(_seenCount, _negativeCount, _seenCount > 0 ? _shortestSeenNs : 0);

    /// <summary>Makes room for an instrument.</summary>
    internal void AddInstrument() => _feedSeen.Add(_settings.FeedLatencyNs);

    /// <summary>Notes the feed latency that an event of the public stream shows.</summary>
    internal void OnPublic(in Event e)
    {
        if (_isFeedFromData)
        {
            OnTimed(in e);
        }
    }

    private void OnTimed(in Event e)
    {
        var isLive = e.Kind is EventKind.BookLevel or EventKind.Trade or EventKind.Quote;
        if (!isLive || e.VenueTime <= TimestampNs.Zero)
        {
            return;
        }

        var latency = e.Time - e.VenueTime;
        _seenCount++;
        _negativeCount += latency < 0 ? 1 : 0;
        _shortestSeenNs = Math.Min(_shortestSeenNs, latency);
        _feedSeen[e.Instrument.Value] = Math.Max(0, latency);
        _lastSeen = e.Instrument;
    }

    /// <summary>Says when a command that is sent now is at the venue.</summary>
    internal void Send(ref SentCommand sent, TimestampNs clock)
    {
        sent.SentAt = clock;
        sent.Arrival = Later(clock + EntryNs(clock), _lastArrival);
        sent.Due = Later(sent.Arrival + FeedNs(clock, sent.Command.Instrument), _lastDue);
        _lastArrival = sent.Arrival;
        _lastDue = sent.Due;
    }

    /// <summary>The clock at which a command meets the book, with what is known now.</summary>
    internal TimestampNs DueOf(in SentCommand sent, TimestampNs clock) =>
        _model.IsFeedFromData ? sent.Arrival + FeedNs(clock, sent.Command.Instrument) : sent.Due;

    /// <summary>Says when a report is here that is decided now.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="instrument">The instrument, or none.</param>
    /// <param name="decided">When the venue decided it.</param>
    internal TimestampNs Report(TimestampNs clock, InstrumentId instrument, out TimestampNs decided)
    {
        decided = Later(clock - FeedNs(clock, instrument), CarriedOut);
        return ReportOf(clock, decided);
    }

    /// <summary>Says when a report is here of what the venue decided by itself at a time.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="decided">When the venue decided it; not after what the stream has told of it.</param>
    internal TimestampNs ReportOf(TimestampNs clock, TimestampNs decided)
    {
        _lastReport = Later(Later(decided + ReplyNs(clock), clock), _lastReport);
        return _lastReport;
    }

    /// <summary>
    /// The venue's own time, as far as the stream has told. It draws nothing: looking twice changes nothing.
    /// </summary>
    internal TimestampNs VenueNow(TimestampNs clock)
    {
        var isDrawn = _model is { Model: LatencyModel.LogNormal, IsFeedFromData: false };
        return clock - (isDrawn ? _feedDrawn : FeedNs(clock, _lastSeen));
    }

    /// <summary>Visits draws, floors and what the stream has shown.</summary>
    internal void VisitState(StateSink sink)
    {
        _entryRandom.VisitState(sink);
        _feedRandom.VisitState(sink);
        _replyRandom.VisitState(sink);
        sink.Visit(ref _feedDrawnAt);
        sink.Visit(ref _feedDrawn);
        sink.Visit(ref _lastArrival);
        sink.Visit(ref _lastDue);
        sink.Visit(ref _lastReport);
        sink.Visit(ref _lastSeen);
        sink.Visit(ref _seenCount);
        sink.Visit(ref _negativeCount);
        sink.Visit(ref _shortestSeenNs);
        for (var i = 0; i < _feedSeen.Count; i++)
        {
            var latency = _feedSeen[i];
            sink.Visit(ref latency);
            _feedSeen[i] = latency;
        }
    }

    private static TimestampNs Later(TimestampNs one, TimestampNs other) => one > other ? one : other;

    private long EntryNs(TimestampNs clock) => _model.Model switch
    {
        LatencyModel.Constant => _settings.EntryLatencyNs,
        LatencyModel.LogNormal => Draw(ref _entryRandom, _settings.EntryLatencyNs),
        _ => Recorded(clock).EntryNs,
    };

    private long ReplyNs(TimestampNs clock) => _model.Model switch
    {
        LatencyModel.Constant => _settings.ReplyLatencyNs,
        LatencyModel.LogNormal => Draw(ref _replyRandom, _settings.ReplyLatencyNs),
        _ => Recorded(clock).ReplyNs,
    };

    private long FeedNs(TimestampNs clock, InstrumentId instrument)
    {
        if (_model.IsFeedFromData)
        {
            return (uint)instrument.Value < (uint)_feedSeen.Count
                ? _feedSeen[instrument.Value]
                : _settings.FeedLatencyNs;
        }

        if (_model.Model == LatencyModel.Constant)
        {
            return _settings.FeedLatencyNs;
        }

        return _model.Model == LatencyModel.LogNormal ? DrawnFeedNs(clock) : Recorded(clock).FeedNs;
    }

    /// <summary>One draw for all that one moment of the clock asks for: it is one message that came so late.</summary>
    private long DrawnFeedNs(TimestampNs clock)
    {
        if (_feedDrawnAt != clock)
        {
            _feedDrawnAt = clock;
            _feedDrawn = Draw(ref _feedRandom, _settings.FeedLatencyNs);
        }

        return _feedDrawn;
    }

    private long Draw(ref SeededRandom random, long medianNs)
    {
        var drawn = medianNs * DeterministicMath.Exp(_model.Sigma * random.NextNormal());
        return drawn < _model.CapNs ? (long)drawn : _model.CapNs;
    }

    private LatencyPoint Recorded(TimestampNs clock) => _model.Track!.At(clock, ref _near);
}
