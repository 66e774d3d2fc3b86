using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Commands;
using Engine.Model.Units;
using Replay.Backtests;

namespace Tests.Replay.Sessions;

/// <summary>
/// Whatever goes wrong on the line: the core finds out by itself what the venue knows.
/// </summary>
internal sealed class TroubledCoreTests
{
    private static readonly TestCaseData[] Kinds =
    [
        Kind("busy", new TroubleSettings { Busy = Percent(20) }),
        Kind("time-outs", new TroubleSettings { Timeout = Percent(20) }),
        Kind("disconnects", new TroubleSettings { DisconnectsPerHour = 3_000, DisconnectNs = 200_000_000 }),
        Kind("duplicates", new TroubleSettings { DuplicateReports = Percent(30) }),
        Kind("reordered", new TroubleSettings { ReorderReports = Percent(30) }),
        Kind("delayed", new TroubleSettings { DelayReports = Percent(10) }),
        Kind("lost", new TroubleSettings { LostReports = Percent(10) }),
        Kind("split", new TroubleSettings { SplitFills = Percent(50) }),
        Kind("all", new TroubleSettings
        {
            Busy = Percent(5),
            Timeout = Percent(8),
            DisconnectsPerHour = 2_000,
            DisconnectNs = 200_000_000,
            DuplicateReports = Percent(10),
            ReorderReports = Percent(10),
            DelayReports = Percent(3),
            LostReports = Percent(5),
            SplitFills = Percent(20),
        }),
    ];

    [TestCaseSource(nameof(Kinds))]
    public void Core_ends_up_with_the_venues_positions_and_orders(TroubleSettings trouble)
    {
        for (var seed = 1; seed <= 2; seed++)
        {
            var settings = new SimulationSettings { OrderCapacity = 8_192, Trouble = trouble with { Seed = seed } };
            var run = new TroubledRun(settings, seed, events: 12_000);

            run.Settle();

            Assert.That(run.Core.FillCount, Is.GreaterThan(50), $"seed {seed}: it did trade");
            foreach (var instrument in run.Core.Instruments.All)
            {
                Assert.That(
                    run.Core.Portfolio[instrument.Id].Quantity, Is.EqualTo(run.Venue.PositionOf(instrument.Id)),
                    $"seed {seed}, {instrument.Name}");
            }

            // In whatever order fills were heard of: not a unit of money is lost or made up.
            Assert.That(
                AccountAgreement.FirstDifference(run.Core, run.Venue, isInOrder: false), Is.Null, $"seed {seed}");

            run.AskForAll();
            foreach (var id in run.Strategy.Orders)
            {
                Assert.That(KnownOf(run, id), Is.EqualTo(TrueOf(run, id)), $"seed {seed}, order {id.Value}");
            }
        }
    }

    private static string KnownOf(TroubledRun run, OrderId id)
    {
        var order = run.Strategy.OrderOf(id);
        return Text(order.State, order.CumulativeQuantity, order.Quantity, order.Price);
    }

    /// <summary>An order that the venue does not know never arrived: to the core it is refused.</summary>
    private static string TrueOf(TroubledRun run, OrderId id)
    {
        var status = run.StatusOf(id);
        var state = status.State == OrderState.Unknown ? OrderState.Rejected : status.State;
        return Text(state, status.CumulativeQuantity, status.Quantity, status.Price);
    }

    /// <summary>What an order asks for matters only while it stands.</summary>
    private static string Text(OrderState state, QtyLots filled, QtyLots quantity, PriceTicks price) =>
        state is OrderState.New or OrderState.PartiallyFilled
            ? $"{state} {filled.Value} of {quantity.Value} at {price.Value}"
            : $"{state} {filled.Value}";

    private static TestCaseData Kind(string name, TroubleSettings trouble) =>
        new TestCaseData(trouble).SetArgDisplayNames(name);

    private static Rate Percent(long percent) => new(Rate.Scale / 100 * percent);
}
