using System.Runtime.InteropServices;
using Adapters.Simulated.Venue;
using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>
/// Plays a market to a venue and a random trader, its reports merged back in by their times, and checks each of them.
/// </summary>
internal sealed class VenueSession(SimulationSettings settings, long traderSeed, bool allTypes = false)
{
    private readonly RandomTrader _trader = new(traderSeed, allTypes);
    private readonly InstrumentRegistry _registry = new();
    private readonly List<MarketState> _markets = [];
    private readonly ReportAudit _audit = new(settings);
    private XxHash64 _hash = new();
    private long _sequence;

    internal SimulatedVenue Venue { get; private set; } = new(settings);

    internal ReportAudit Audit => _audit;

    /// <summary>A hash of all reports, byte for byte.</summary>
    internal ulong Digest => _hash.Finish();

    internal VenueSession Play(IEnumerable<Event[]> runs)
    {
        foreach (var run in runs)
        {
            // Of one time, public events come first.
            while (Venue.NextReportTime < run[0].Time)
            {
                ReturnReport();
            }

            foreach (ref var e in run.AsSpan())
            {
                Feed(in e);
            }

            Trade(run[0].Instrument);
        }

        while (Venue.HasReport)
        {
            ReturnReport();
        }

        _audit.CheckOwnBook();
        _audit.CheckPositions(_registry.All, id => Venue.PositionOf(id));
        return this;
    }

    /// <summary>Stores the venue's state and goes on with a fresh venue that got it back.</summary>
    internal void SwapVenue()
    {
        var writer = new StateWriter();
        Venue.VisitState(writer);
        var fresh = new SimulatedVenue(settings);
        var time = TimestampNs.Zero;
        var sequence = 0L;
        for (var asset = 1; asset <= _registry.AssetCount; asset++)
        {
            fresh.OnEvent(InstrumentEvents.DefineAsset(new AssetId(asset), $"A{asset}", time), sequence++);
        }

        foreach (var definition in _registry.All.SelectMany(instrument => InstrumentEvents.Define(instrument, time)))
        {
            fresh.OnEvent(in definition, sequence++);
        }

        var reader = new StateReader(writer.Words);
        fresh.VisitState(reader);
        Assert.That(reader.IsExhausted, Is.True);
        Assert.That(DigestOf(fresh), Is.EqualTo(DigestOf(Venue)));
        Venue = fresh;
    }

    internal static ulong DigestOf(SimulatedVenue venue)
    {
        var sink = new DigestSink();
        venue.VisitState(sink);
        return sink.Digest;
    }

    private void Trade(InstrumentId instrument)
    {
        if (instrument.IsSome && _registry.IsDefined(instrument)
            && _trader.TryNext(_markets[instrument.Value], out var command))
        {
            _audit.OnCommand(in command);
            Venue.OnCommand(in command, ordinal: 0);
        }
    }

    private void ReturnReport()
    {
        var report = Venue.TakeReport().ToArray();
        foreach (var word in MemoryMarshal.Cast<Event, ulong>(report))
        {
            _hash.Add(word);
        }

        _audit.OnReport(report);
        foreach (ref var e in report.AsSpan())
        {
            Feed(in e);
        }
    }

    private void Feed(in Event e)
    {
        if (e.Class == EventClass.Control)
        {
            _registry.Apply(in e);
            if (_registry.Count > _markets.Count)
            {
                _markets.Add(new MarketState(_registry[e.Instrument]));
            }
        }
        else if (e.Class == EventClass.Public)
        {
            _markets[e.Instrument.Value].Apply(in e);
        }

        _audit.OnEvent(in e, e.Class == EventClass.Public ? _markets[e.Instrument.Value] : null);
        Venue.OnEvent(in e, _sequence++);
    }
}
