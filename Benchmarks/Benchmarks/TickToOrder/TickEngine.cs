using System.Diagnostics;
using Adapters.Common.Ring;
using Benchmarks.Journal;
using Engine.Core;
using Engine.Core.Sanitizing;
using Engine.Disruptor;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;
using Engine.Strategies;
using Replay.Sessions;

namespace Benchmarks.TickToOrder;

/// <summary>
/// A whole engine on one thread, as a session has it: sinks, rings, a journal on the disk, the core with a strategy for
/// each instrument, a gateway that notes the time.
/// </summary>
internal sealed class TickEngine : IDisposable
{
    private const int RingCapacity = 8_192;
    private const long Capital = 100_000;

    private readonly BenchJournal _journal;
    private readonly LiveLine _line;
    private readonly BenchVenue _venue = new();
    private readonly RingEventSink<EngineClock> _feed;
    private readonly RingEventSink<EngineClock> _answers;
    private readonly RingEventSink<EngineClock> _operator;
    private readonly Pump[] _pumps;
    private readonly bool _releasesLater;

    internal TickEngine(BenchFolder folder, Durability durability, TickMarket market, LiveLayout layout)
    {
        _journal = new BenchJournal(folder, durability);
        _releasesLater = durability == Durability.Synced;
        Log = new ReleaseLog(RingCapacity, _venue);
        Core = new TradingCore(new StrategyCatalog([market.Strategy]));
        _line = LiveLine.Start(Core, _journal.Writer, new NotingGateway(Log), new LiveLineOptions
        {
            Layout = layout,
            RingCapacity = RingCapacity,
            Producers = ["feed", "venue", "operator"],
        });
        _pumps = [.. _line.Pumps];
        var clock = new EngineClock(EngineTime.StartNow());
        _feed = _line.SinkOf("feed", clock);
        _answers = _line.SinkOf("venue", clock);
        _operator = _line.SinkOf("operator", clock);
        Begin(market);
    }

    internal TradingCore Core { get; }

    internal ReleaseLog Log { get; }

    internal BenchVenue Venue => _venue;

    /// <summary>Events so far, the venue's answers among them.</summary>
    internal long EventCount => _line.LastSequence + 1;

    /// <summary>Puts the message that was received through, and whatever its commands bring back.</summary>
    /// <param name="ticks">Where it was received.</param>
    /// <param name="due">When it was meant to come, in ticks.</param>
    internal void Put(TickSource ticks, long due)
    {
        ticks.Publish(_feed);
        Log.Expect(_line.LastSequence, due);
        _pumps[0].RunOnce();
        Settle();
    }

    /// <summary>The same stage by stage.</summary>
    internal void PutByStages(TickSource ticks, long due, StageTimes times)
    {
        var started = Stopwatch.GetTimestamp();
        var before = Log.MessageCount;
        ticks.Publish(_feed);
        var published = Stopwatch.GetTimestamp();
        Log.Expect(_line.LastSequence, due);
        _pumps[0].RunOnce();
        var journaled = Stopwatch.GetTimestamp();
        _pumps[1].RunOnce();
        var decided = Stopwatch.GetTimestamp();
        _pumps[2].RunOnce();
        if (Log.IsRecording && Log.MessageCount != before)
        {
            times.Record(due, started, ticks.ParsedAt, published, journaled, decided, Log.LastReleased);
        }

        _pumps[3].RunOnce();
        Settle();
    }

    /// <summary>Waits for a time; what is released meanwhile goes its way.</summary>
    internal void WaitUntil(long due)
    {
        while (Stopwatch.GetTimestamp() < due)
        {
            // No pause: reading the clock is one, and a longer one would only blur the send time.
            if (_releasesLater)
            {
                PumpAll();
                Settle();
            }
        }
    }

    /// <summary>Ends in good order.</summary>
    internal void Complete()
    {
        if (_line.Drain(TimeSpan.FromMinutes(1)) != DrainResult.Drained)
        {
            throw new InvalidOperationException("The engine of the benchmark did not come to rest.");
        }

        if (Core.Sequence != _line.LastSequence || _feed.DroppedCount != 0)
        {
            throw new InvalidOperationException($"{_feed.DroppedCount} messages of the benchmark were dropped.");
        }
    }

    public void Dispose()
    {
        _line.Dispose();
        _journal.Dispose();
    }

    private void Settle()
    {
        while (_venue.HasAnswers)
        {
            _venue.Answer(_answers);
            PumpAll();
        }
    }

    private void PumpAll()
    {
        foreach (var pump in _pumps)
        {
            pump.RunOnce();
        }
    }

    private void Begin(TickMarket market)
    {
        foreach (var run in market.Definitions)
        {
            Say(run);
        }

        for (var i = 0; i < market.InstrumentCount; i++)
        {
            var strategy = new StrategyId((ushort)(i + 1));
            var defined = Event.Create(EventKind.StrategyDefined, TimestampNs.Zero, InstrumentId.None);
            defined.StrategyDefined = new StrategyDefined
            {
                Strategy = strategy,
                TypeName = Text32.From(market.Strategy.Name),
            };
            Say(defined);
            var bound = Event.Create(EventKind.StrategyInstrument, TimestampNs.Zero, new InstrumentId(i));
            bound.StrategyInstrument = new StrategyInstrument { Strategy = strategy };
            Say(bound);
        }

        SayAnyLatency();
        var balance = Event.Create(EventKind.Balance, TimestampNs.Zero, InstrumentId.None);
        balance.Balance = new Balance
        {
            Total = new Money(Capital * Money.Scale),
            Available = new Money(Capital * Money.Scale),
            Asset = Core.Instruments.All[0].SettleAsset,
        };
        Say(balance);
        var started = Event.Create(EventKind.SessionStarted, TimestampNs.Zero, InstrumentId.None);
        started.SessionStarted = new SessionStarted { Epoch = 1, Mode = RunMode.Paper };
        Say(started);
    }

    /// <summary>
    /// A recording comes years late, and the case to measure is a market that comes in time: no latency is too long.
    /// </summary>
    private void SayAnyLatency()
    {
        const string Limit = "maxLatency";
        var place = SanitizerLimits.Table.ToList().FindIndex(row => row.Name == Limit);
        var e = Event.Create(EventKind.ParameterSet, TimestampNs.Zero, InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Strategy = StrategyId.Engine,
            Parameter = (ushort)(SanitizerLimits.FirstPlace + place),
            Type = SanitizerLimits.Table[place].Type,
            Name = Text24.From(Limit),
        };
        Say(e);
    }

    private void Say(params ReadOnlySpan<Event> run)
    {
        _operator.Publish(run);
        PumpAll();
        Settle();
    }
}
