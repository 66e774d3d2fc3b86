using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>An alert about an order says how much it is about.</summary>
internal sealed class AlertTests
{
    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Order_that_fills_beyond_its_quantity_is_named_with_both()
    {
        var id = Rest();

        var alert = Alert(_rig.Fill(id, Side.Bid, 990, 7, tradeKey: 1));

        Assert.That((alert.Reason, alert.OrderId), Is.EqualTo((ReasonCode.OrderOverfilled, id)));
        Assert.That((alert.Measured, alert.Limit), Is.EqualTo((7L, 5L)));
    }

    [Test]
    public void Fill_of_an_order_that_nobody_knows_is_named_with_its_lots()
    {
        var alert = Alert(_rig.Fill(new OrderId(4_711), Side.Bid, 990, 7, tradeKey: 1));

        Assert.That((alert.Reason, alert.Measured), Is.EqualTo((ReasonCode.OrderUnknown, 7L)));
    }

    [Test]
    public void Late_fill_is_named_with_its_lots()
    {
        var id = Rest();
        _rig.Done(EventKind.OrderCanceled, id);

        var alert = Alert(_rig.Fill(id, Side.Bid, 990, 2, tradeKey: 1));

        Assert.That((alert.Reason, alert.Measured), Is.EqualTo((ReasonCode.OrderUnknown, 2L)));
    }

    [Test]
    public void Fee_that_nobody_prices_is_named_with_its_amount()
    {
        var id = Rest();

        var alert = Alert(_rig.Fill(id, Side.Bid, 990, 5, tradeKey: 1, feeUnits: 77, feeAsset: new AssetId(9)));

        Assert.That((alert.Reason, alert.Measured), Is.EqualTo((ReasonCode.FeeUnvalued, 77L)));
    }

    [Test]
    public void Foreign_order_is_named_with_its_quantity_and_what_is_filled()
    {
        var alert = Alert(_rig.Status(new OrderId(4_711), OrderState.New, price: 990, quantity: 5, filled: 2));

        Assert.That(
            (alert.Reason, alert.Measured, alert.Limit), Is.EqualTo((ReasonCode.ForeignOrder, 5L, 2L)));
    }

    [Test]
    public void Position_that_differs_before_a_first_session_has_reconciled_is_no_limit_of_risk()
    {
        var rig = new CoreRig();
        rig.StartSession(Engine.Model.Events.RunMode.Live);

        var alert = Alert(rig.Position(3));

        Assert.That(
            (alert.Reason, alert.Measured, alert.Limit),
            Is.EqualTo((ReasonCode.ReconciliationDifference, 3L, 0L)));
    }

    private static Command Alert(IReadOnlyList<Command> commands) =>
        commands.Single(c => c.Kind == CommandKind.Alert);

    private OrderId Rest()
    {
        var id = _rig.Ask(s => s.Buy(990, 5));
        _rig.Accept(id);
        return id;
    }
}
