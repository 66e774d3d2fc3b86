using Adapters.Simulated.Generation;
using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Engine.Strategies;
using Replay.Sessions;
using Tests.Replay.Import;

namespace Tests.Replay.Sessions;

/// <summary>The core against a venue with trouble; in the end everything is asked about until it is known.</summary>
internal sealed class TroubledRun : IRunObserver
{
    private readonly Dictionary<long, OrderStatus> _statuses = [];
    private readonly StrategyDescriptor _descriptor;
    private readonly LockStepDriver _driver;

    internal TroubledRun(SimulationSettings settings, long seed, int events = 8_000)
    {
        Strategy = new RestlessStrategy(seed);
        var strategy = Strategy;
        _descriptor = new StrategyDescriptor
        {
            Name = "restless",
            Summary = "Keeps the venue busy.",
            Parameters = [],
            Create = () => strategy,
        };
        Core = new TradingCore(new StrategyCatalog([_descriptor]));
        Venue = new SimulatedVenue(settings);
        _driver = new LockStepDriver(new DirectLine(Core, writer: null), Venue, this);
        Play(seed, events);
    }

    internal TradingCore Core { get; }

    internal SimulatedVenue Venue { get; }

    internal RestlessStrategy Strategy { get; }

    /// <summary>The last that the venue said of an order; none where it was not asked.</summary>
    internal OrderStatus StatusOf(OrderId id) => _statuses.GetValueOrDefault(id.Value);

    public TimestampNs OnRun(ReadOnlySpan<Event> run, ReadOnlySpan<Command> commands, TradingCore core)
    {
        if (run[0].Kind == EventKind.OrderStatus)
        {
            _statuses[run[0].OrderStatus.OrderId.Value] = run[0].OrderStatus;
        }

        return TimestampNs.MaxValue;
    }

    public TimestampNs Look(TradingCore core, TimestampNs until) => TimestampNs.MaxValue;

    /// <summary>
    /// The strategy asks for nothing more, and time goes by: what is to be found out the core finds out. It ends at a
    /// moment at which the line stands and nothing is under way.
    /// </summary>
    internal void Settle()
    {
        Strategy.IsQuiet = true;
        Wait(seconds: 480);
        WaitForQuiet();
    }

    /// <summary>Asks the venue what it knows of every order, as often as answers are lost.</summary>
    internal void AskForAll()
    {
        for (var round = 0; round < 15; round++)
        {
            foreach (var order in Strategy.Orders)
            {
                Venue.OnCommand(new Command
                {
                    Kind = CommandKind.QueryOrder,
                    OrderId = order,
                    Instrument = Strategy.OrderOf(order).Instrument,
                }, ordinal: -1);
            }

            Wait(seconds: 30);
        }

        WaitForQuiet();
    }

    private void WaitForQuiet()
    {
        for (var i = 0; i < 10_000 && Strategy.Orders.Any(IsUnknown); i++)
        {
            Advance(10 * TimestampNs.PerMillisecond);
        }
    }

    private bool IsUnknown(OrderId order) => Strategy.OrderOf(order).State == OrderState.Unknown;

    private void Wait(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Advance(TimestampNs.PerSecond);
        }
    }

    private void Advance(long ns) =>
        _driver.Publish([Event.Create(EventKind.Tick, Core.Clock + ns, InstrumentId.None)]);

    private void Play(long seed, int count)
    {
        var tape = new ListSink();
        new MarketGenerator(new GeneratorSettings { InstrumentCount = 2, EventCount = count, Seed = seed }).Run(tape);
        var isBegun = false;
        foreach (var run in tape.Runs)
        {
            if (!isBegun && run[0].Class == EventClass.Public)
            {
                isBegun = true;
                Begin(run[0].Time);
            }

            _driver.Publish(run);
        }
    }

    private void Begin(TimestampNs time)
    {
        var preamble = new RunPreamble(time);
        IReadOnlyList<Instrument> instruments = Core.Instruments.All;
        preamble.AddStrategy(_descriptor, new StrategyChoice("restless"), instruments);
        preamble.AddBalance(instruments[0].SettleAsset, new Money(100_000_000 * Money.Scale));
        preamble.AddOrderRule("audit", "10s");
        preamble.AddSessionStart(RunMode.Backtest, seed: 0);
        foreach (var run in preamble.Runs)
        {
            _driver.Submit(run);
        }
    }
}
