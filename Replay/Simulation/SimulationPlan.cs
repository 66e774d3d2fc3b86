using System.Globalization;
using Adapters.Simulated.Generation;
using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Simulation;

/// <summary>All that one seed decides before its run begins: market, limits, faults, crashes, operator.</summary>
internal sealed class SimulationPlan
{
    private const long HourNs = 60 * TimestampNs.PerMinute;
    private const int CrashesMax = 3;
    private const int DefaultEventsPerSecond = 25;
    private const int SlowEventsPerSecond = 5;

    internal SimulationPlan(long seed, SimulationOptions options)
    {
        Seed = seed;
        Random = new SeededRandom(unchecked((seed * 0x5851F42D4C957F2D) + 1));
        var random = Random;
        Market = DrawMarket(ref random, seed, options.Events);
        MaxOpenOrders = 3 + (int)random.NextBelow(10);
        MaxPositionNotional = 500 + (500 * random.NextBelow(20));
        MaxExposure = MaxPositionNotional * (1 + random.NextBelow(3));
        var end = Market.StartTime + (MarketGenerator.ExpectedSpanNs(Market) * 6 / 10);
        Venue = DrawVenue(ref random, end);
        Crashes = DrawSteps(ref random, (int)random.NextBelow(CrashesMax + 1));
        Halts = DrawSteps(ref random, (int)random.NextBelow(2));
        Flattens = random.NextBelow(2) == 0;
        FlattensUnprotected = random.NextBelow(2) == 0;
        IsHedged = random.NextBelow(4) == 0;
        Random = random;
    }

    /// <summary>The seed.</summary>
    internal long Seed { get; }

    /// <summary>What is drawn while it runs comes after what was drawn here.</summary>
    internal SeededRandom Random { get; }

    /// <summary>The market.</summary>
    internal GeneratorSettings Market { get; }

    /// <summary>The venue and its trouble, which ends when six tenths of the market are over.</summary>
    internal SimulationSettings Venue { get; }

    /// <summary>The most orders open at once.</summary>
    internal int MaxOpenOrders { get; }

    /// <summary>The largest position in one instrument, quote units.</summary>
    internal long MaxPositionNotional { get; }

    /// <summary>The largest sum of positions, quote units.</summary>
    internal long MaxExposure { get; }

    /// <summary>Where in the market the process crashes, in thousandths of its messages, rising.</summary>
    internal IReadOnlyList<int> Crashes { get; }

    /// <summary>Where the operator halts, and resumes a twentieth of the market later.</summary>
    internal IReadOnlyList<int> Halts { get; }

    /// <summary>Whether the kill switch at the end also closes positions.</summary>
    internal bool Flattens { get; }

    /// <summary>Whether a position whose protective order was lost is closed; else that is an alarm alone.</summary>
    internal bool FlattensUnprotected { get; }

    /// <summary>Whether long and short of a perpetual are held apart.</summary>
    internal bool IsHedged { get; }

    /// <summary>The limits that the core is told, as its parameters are written.</summary>
    internal IReadOnlyList<(string Name, string Text)> Limits =>
    [
        ("maxOpenOrders", MaxOpenOrders.ToString(CultureInfo.InvariantCulture)),
        ("maxPositionNotional", MaxPositionNotional.ToString(CultureInfo.InvariantCulture)),
        ("maxExposure", MaxExposure.ToString(CultureInfo.InvariantCulture)),
        ("maxOpeningsPerHour", "0"),
        ("maxOpeningsPerDay", "0"),
    ];

    private static GeneratorSettings DrawMarket(ref SeededRandom random, long seed, int events)
    {
        var settings = new GeneratorSettings
        {
            InstrumentCount = 2 + (int)random.NextBelow(3),
            EventCount = events,
            Seed = seed,

            // Now and then a slower one, which lasts minutes: what averages over sixty seconds begins to trade.
            EventsPerSecond = random.NextBelow(4) == 0 ? SlowEventsPerSecond : DefaultEventsPerSecond,
        };

        // The hour, and with it the funding of the perpetuals, falls into the first half of the market.
        var before = MarketGenerator.ExpectedSpanNs(settings) * (100 + random.NextBelow(300)) / 1_000;
        return settings with { StartTime = GeneratorSettings.DefaultStartTime + HourNs - Math.Min(before, HourNs) };
    }

    private static SimulationSettings DrawVenue(ref SeededRandom random, TimestampNs end) => new()
    {
        EntryLatencyNs = DrawMilliseconds(ref random, 20),
        ReplyLatencyNs = DrawMilliseconds(ref random, 20),
        FeedLatencyNs = DrawMilliseconds(ref random, 20),
        OrderCapacity = 1_024,
        Trouble = new TroubleSettings
        {
            Seed = (long)random.NextBits(),
            Until = end,
            Busy = Draw(ref random, 5),
            Timeout = Draw(ref random, 5),
            TimeoutNs = 100 * DrawMilliseconds(ref random, 5),
            DisconnectsPerHour = random.NextBelow(2) * random.NextBelow(600),
            DisconnectNs = 100 * DrawMilliseconds(ref random, 20),
            DuplicateReports = Draw(ref random, 20),
            ReorderReports = Draw(ref random, 20),

            // Now and then so long that a fill comes behind the cancel that did not know it.
            ReorderNs = (random.NextBelow(3) == 0 ? 200 : 5) * DrawMilliseconds(ref random, 20),
            DelayReports = Draw(ref random, 5),
            DelayNs = 10 * DrawMilliseconds(ref random, 30),
            LostReports = Draw(ref random, 10),
            SplitFills = Draw(ref random, 50),
        },
    };

    /// <summary>Absent as often as not, so that each trouble is also seen without the others.</summary>
    private static Rate Draw(ref SeededRandom random, int percentMax) => random.NextBelow(2) == 0
        ? default
        : new Rate(Rate.Scale / 1_000 * (1 + random.NextBelow(percentMax * 10)));

    private static long DrawMilliseconds(ref SeededRandom random, int most) =>
        TimestampNs.PerMillisecond * (1 + random.NextBelow(most));

    private static List<int> DrawSteps(ref SeededRandom random, int count)
    {
        var steps = new List<int>();
        for (var i = 0; i < count; i++)
        {
            steps.Add(100 + (int)random.NextBelow(600));
        }

        steps.Sort();
        return steps;
    }
}
