using Engine.Core.Orders;
using Engine.Model.Commands;

namespace Tests.Core.Orders;

/// <summary>Every cell of the order table is reached through the core, and does there what the table says.</summary>
internal sealed class OrderCellTests
{
    private const int Orders = 6_000;
    private const int Steps = 24;

    [Test]
    public void Every_cell_that_events_can_reach_is_reached_and_does_what_the_table_says()
    {
        var walk = new OrderWalk(seed: 7);
        for (var i = 0; i < Orders; i++)
        {
            walk.Run(Steps);
        }

        var missing = Cells().Where(cell => !walk.Visited.Contains(cell) && !IsOutOfReach(cell));
        var surprising = walk.Visited.Where(IsOutOfReach);
        Assert.Multiple(() =>
        {
            Assert.That(walk.Wrong.Distinct().Take(20), Is.Empty);
            Assert.That(missing, Is.Empty);
            Assert.That(surprising, Is.Empty);
        });
    }

    private static IEnumerable<(OrderState State, OrderReport Report)> Cells() =>
        from state in Enum.GetValues<OrderState>()
        where state != OrderState.None
        from report in Enum.GetValues<OrderReport>()
        select (state, report);

    private static bool IsOutOfReach((OrderState State, OrderReport Report) cell) => cell switch
    {
        // Of a filled order nothing is left: any fill more is one that leaves nothing open.
        (OrderState.Filled, OrderReport.PartFilled) => true,
        // An amend is asked for of an open order alone, and until its answer the order is in none of these states.
        (OrderState.PendingNew or OrderState.New or OrderState.PartiallyFilled, OrderReport.Amended) => true,
        // What rests has no request that could time out; what runs does, and MissingFillTests has it.
        (OrderState.New or OrderState.PartiallyFilled, OrderReport.TimedOut) => true,
        // In any other state the word is that its request was not sent, or nothing.
        (_, OrderReport.NeverSent) => cell.State != OrderState.PendingCancel,
        // Of an order that has ended no amend is waited for: one that comes is not compared with anything.
        (_, OrderReport.AmendedUnasked) => cell.State.IsFinal(),
        _ => false,
    };
}
