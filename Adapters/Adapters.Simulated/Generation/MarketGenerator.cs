using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>Makes a market of several instruments, event by event: the same settings make the same bytes.</summary>
/// <remarks>
/// Definitions first, then a snapshot of each book, then messages as a venue sends them: trades that take from the
/// book's best levels, the levels that changed, and by the clock mark prices, open interest, funding and again
/// snapshots. Each instrument has <see cref="GeneratorSettings.EventsPerSecond" /> of market time, about, so the count
/// says how long the market lasts; within it each market goes through trends both ways, quiet spells, a jump, a pump
/// with its dump, and liquidation cascades both ways. The first two instruments are cointegrated. One thread; no
/// allocation once constructed.
/// </remarks>
public sealed class MarketGenerator
{
    private const long SnapshotIntervalNs = 10 * TimestampNs.PerMinute;
    private const long HourNs = 60 * TimestampNs.PerMinute;
    private const long StepsPerSecond = TimestampNs.PerSecond / MarketPaths.StepNs;

    private readonly GeneratorSettings _settings;
    private readonly RunWriter _writer;
    private readonly MarketPaths _paths;
    private readonly PaceController _pace;
    private readonly InstrumentMarket[] _markets;
    private readonly long[] _dueNs;
    private readonly long[] _nextActionNs;
    private readonly long[] _nextSnapshotNs;
    private SeededRandom _arrivals;
    private long _nextStepNs;
    private long _stepCount;
    private bool _isDefined;

    /// <summary>Prepares a market.</summary>
    /// <exception cref="ArgumentException">
    /// A setting is out of its range; names it, its value and the range.
    /// </exception>
    public MarketGenerator(GeneratorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Validate(settings);
        _settings = settings;
        var count = settings.InstrumentCount;
        var spanNs = ExpectedSpanNs(settings);
        var startNs = settings.StartTime.Value;
        var seeds = new SeededRandom(settings.Seed);
        _arrivals = new SeededRandom(unchecked((long)seeds.NextBits()));
        _writer = new RunWriter(settings.EventCount, count, settings.StartTime);
        _paths = new MarketPaths(settings, spanNs, ref seeds);
        _pace = new PaceController(settings, spanNs);
        _markets = new InstrumentMarket[count];
        _dueNs = new long[count];
        _nextActionNs = new long[count];
        _nextSnapshotNs = new long[count];
        _nextStepNs = startNs + MarketPaths.StepNs;
        for (var i = 0; i < count; i++)
        {
            _markets[i] = new InstrumentMarket(i, _paths, _writer, ref seeds, settings, FundingIntervalNs(spanNs));
            _nextSnapshotNs[i] = startNs;
            _nextActionNs[i] = startNs + (TimestampNs.PerSecond / 4);
            _dueNs[i] = startNs;
        }
    }

    /// <summary>How many events there are so far.</summary>
    public long WrittenCount => _writer.WrittenCount;

    /// <summary>How long the market of these settings lasts, about, ns.</summary>
    public static long ExpectedSpanNs(GeneratorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var seconds = settings.EventCount / ((double)settings.EventsPerSecond * settings.InstrumentCount);
        return Math.Max(TimestampNs.PerSecond, (long)(seconds * TimestampNs.PerSecond));
    }

    /// <summary>Writes the next few messages.</summary>
    /// <param name="sink">The same sink for all of one market.</param>
    /// <returns>False where the market is complete, or the sink is halted and takes no more.</returns>
    public bool Step(IEventSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _writer.Attach(sink);
        if (!_isDefined)
        {
            _isDefined = true;
            PublishDefinitions();
            return IsGoingOn;
        }

        if (IsGoingOn)
        {
            var next = IndexOfEarliest();
            AdvanceTo(_dueNs[next]);
            Act(next, _dueNs[next]);
        }

        return IsGoingOn;
    }

    /// <summary>Writes the whole market.</summary>
    /// <returns>False where the sink was halted before the end.</returns>
    public bool Run(IEventSink sink)
    {
        while (Step(sink))
        {
        }

        return _writer.LeftCount == 0;
    }

    private bool IsGoingOn => _writer.LeftCount > 0 && !_writer.IsHalted;

    private static void Validate(GeneratorSettings settings)
    {
        if (settings.InstrumentCount is < 1 or > GeneratorSettings.InstrumentCountMax)
        {
            throw new ArgumentOutOfRangeException(
                nameof(settings),
                settings.InstrumentCount,
                $"The number of instruments must be 1 … {GeneratorSettings.InstrumentCountMax}.");
        }

        if (settings.EventsPerSecond is < 1 or > GeneratorSettings.EventsPerSecondMax)
        {
            throw new ArgumentOutOfRangeException(
                nameof(settings),
                settings.EventsPerSecond,
                $"The events per second of an instrument must be 1 … {GeneratorSettings.EventsPerSecondMax}.");
        }

        var least = InstrumentCatalogue.DefinitionSlotCount(settings.InstrumentCount);
        if (settings.EventCount < least)
        {
            throw new ArgumentOutOfRangeException(
                nameof(settings),
                settings.EventCount,
                $"The number of events must be at least {least}, which define {settings.InstrumentCount} instruments.");
        }

        if (settings.StartTime.Value is < 0 or > long.MaxValue / 2)
        {
            throw new ArgumentOutOfRangeException(
                nameof(settings), settings.StartTime.Value, "The start must lie between 1970 and 2116, in ns.");
        }
    }

    /// <summary>
    /// Three payments a day, as venues have it; in a market of less than a day the shorter intervals that venues know.
    /// </summary>
    private static long FundingIntervalNs(long spanNs) =>
        spanNs >= 24 * HourNs ? 8 * HourNs : spanNs >= 12 * HourNs ? 4 * HourNs : HourNs;

    private void PublishDefinitions()
    {
        var time = _settings.StartTime;
        PublishDefinition([InstrumentEvents.DefineAsset(new AssetId(1), InstrumentCatalogue.QuoteAssetName, time)]);
        foreach (var market in _markets)
        {
            var instrument = market.Instrument;
            var name = InstrumentCatalogue.Template(instrument.Id.Value).BaseAsset;
            PublishDefinition([InstrumentEvents.DefineAsset(instrument.BaseAsset, name, time)]);
            PublishDefinition(InstrumentEvents.Define(instrument, time));
        }
    }

    private void PublishDefinition(ReadOnlySpan<Event> run)
    {
        _writer.Add(run);
        _writer.Flush(_settings.StartTime.Value, -1);
    }

    private int IndexOfEarliest()
    {
        var earliest = 0;
        for (var i = 1; i < _dueNs.Length; i++)
        {
            earliest = _dueNs[i] < _dueNs[earliest] ? i : earliest;
        }

        return earliest;
    }

    private void AdvanceTo(long nowNs)
    {
        while (_nextStepNs <= nowNs)
        {
            _paths.Step(_nextStepNs);
            if (++_stepCount % StepsPerSecond == 0)
            {
                UpdateEverySecond();
            }

            _nextStepNs += MarketPaths.StepNs;
        }
    }

    private void UpdateEverySecond()
    {
        foreach (var market in _markets)
        {
            market.Drift();
            _pace.SampleActivity(market.Activity);
        }

        _pace.Update(_nextStepNs, _writer.LeftCount);
    }

    private void Act(int index, long nowNs)
    {
        var market = _markets[index];
        if (_writer.IsFillingUp)
        {
            market.PublishQuote(nowNs);
            return;
        }

        if (nowNs >= _nextSnapshotNs[index])
        {
            market.PublishSnapshot(nowNs);
            _nextSnapshotNs[index] = nowNs + SnapshotIntervalNs;
        }
        else if (nowNs >= market.Statistics.DueNs)
        {
            market.Statistics.Publish(nowNs);
        }
        else
        {
            _pace.CountAction(market.Act(nowNs));
            var rate = _pace.ActionsPerSecond * market.Activity;
            _nextActionNs[index] = nowNs + 1 + (long)(_arrivals.NextExponential() / rate * TimestampNs.PerSecond);
        }

        _dueNs[index] = Math.Min(_nextActionNs[index], Math.Min(_nextSnapshotNs[index], market.Statistics.DueNs));
    }
}
