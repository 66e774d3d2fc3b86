using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>
/// A bracket protects no more than its strategy holds, from the first order on, whatever the account could close.
/// </summary>
internal sealed class BracketShareTests
{
    private readonly ScriptedStrategy _other = new();
    private readonly BracketRig _rig;

    public BracketShareTests() => _rig = new BracketRig(_other);

    [Test]
    public void Entry_that_first_closes_a_short_is_protected_for_what_is_left()
    {
        // The other's 20 lots would let the account close 10. Of this strategy's 10 four have bought back what it sold.
        _rig.Trade(Side.Bid, 20, _other);
        _rig.Trade(Side.Ask, 4);

        _rig.Enter().FillEntry(10);

        Assert.That(_rig.Sent.Select(sent => (sent.Kind, sent.Lots)), Is.EqualTo(new[]
        {
            (CommandKind.PlaceOrder, 6L), (CommandKind.PlaceOrder, 6L),
        }));
        Assert.That(_rig.Status.Held.Value, Is.EqualTo(6));
    }

    [Test]
    public void Late_fill_of_a_bracket_that_was_done_is_protected_for_what_the_strategy_has_of_it()
    {
        // Canceled, then sold 4 elsewhere, then the fill of 10 that the cancel did not know: 6 are held.
        _rig.Trade(Side.Bid, 20, _other);
        _rig.Enter();
        _rig.Canceled(_rig.Entry);
        _rig.Trade(Side.Ask, 4);

        _rig.FillEntry(10);

        Assert.That(
            _rig.Sent.Where(sent => sent.Kind == CommandKind.PlaceOrder).Select(sent => sent.Lots),
            Is.EqualTo(new[] { 6L, 6L }));
        Assert.That((_rig.State, _rig.Status.Held.Value), Is.EqualTo((ProtectionState.Arming, 6L)));
    }

    [Test]
    public void Late_fill_comes_behind_the_brackets_that_are_open()
    {
        // 10 are protected; another entry was canceled and 4 of them sold. Its late fill of 3 meets a position of 9,
        // of which the open bracket holds 6.
        _rig.Enter(lots: 3);
        var late = _rig.Entry;
        _rig.Canceled(late);
        _rig.Hold(lots: 10);
        _rig.Trade(Side.Ask, 4);

        _rig.Fill(late, 3, 1_000);

        _rig.Core.TryGetBracket(CoreRig.Strategy, late, out var status);
        Assert.That((status.Held.Value, _rig.Status.Held.Value), Is.EqualTo((3L, 6L)));
    }

    [Test]
    public void Late_exit_of_a_bracket_that_was_done_trades_back_no_more_than_the_strategy_is_the_other_way()
    {
        // Sold by its stop, bought 7 back by itself; then the take-profit that was taken for canceled fills as well: of
        // the 10 too many 3 are left the other way.
        _rig.Rig.SetOrders("onProtectionLost", (double)LostProtection.Flatten);
        _rig.Trade(Side.Ask, 20, _other);
        _rig.Trade(Side.Bid, 40, _other);
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Fill(stop, 10, 949);
        _rig.Canceled(profit);
        _rig.Trade(Side.Bid, 7);
        _rig.Trade(Side.Ask, 27, _other);

        _rig.Fill(profit, 10, 1_050);

        Assert.That(
            _rig.Sent.Where(sent => sent.Kind == CommandKind.PlaceOrder).Select(sent => sent.Lots),
            Is.EqualTo(new[] { 3L }));
    }

    [Test]
    public void Nothing_is_closed_beside_a_triggered_stop_while_the_account_has_lots_of_others()
    {
        _rig.Rig.SetOrders("onProtectionLost", (double)LostProtection.Flatten);
        _rig.Trade(Side.Bid, 20, _other);
        _rig.Hold();
        var stop = _rig.Stop;
        _rig.Triggered(stop);

        _rig.Rig.Wait(10 * BracketRig.Second);
        Assert.That(_rig.State, Is.EqualTo(ProtectionState.Closing));
        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.QueryOrder, stop, 10L) }));

        _rig.Rig.Status(stop, OrderState.Canceled);
        Assert.That(_rig.Sent.Where(sent => sent.Kind == CommandKind.PlaceOrder).Select(sent => sent.Lots),
            Is.EqualTo(new[] { 10L }));
    }

    [Test]
    public void Others_lots_that_both_exits_have_closed_are_bought_again()
    {
        // The account has no lots the other way that a reduce-only order could take.
        _rig.Rig.SetOrders("onProtectionLost", (double)LostProtection.Flatten);
        _rig.Trade(Side.Bid, 20, _other);
        _rig.Hold();
        var (profit, stop) = (_rig.TakeProfit, _rig.Stop);
        _rig.Fill(stop, 10, 949);

        _rig.Fill(profit, 4, 1_050);

        var back = _rig.Rig.LastCommands.Single(command => command.Kind == CommandKind.PlaceOrder);
        Assert.That(
            (_rig.OrderOf(back.OrderId).IsReduceOnly, back.Quantity.Value, back.Reason),
            Is.EqualTo((false, 4L, ReasonCode.GroupOverfilled)));
    }

    [Test]
    public void What_the_account_could_not_close_is_closed_with_the_fill_that_gives_it_something_to_close()
    {
        _rig.Rig.SetOrders("onProtectionLost", (double)LostProtection.Flatten);
        _rig.Hold();
        _rig.Canceled(_rig.Stop);
        var closing = _rig.Sent.Single(sent => sent.Kind == CommandKind.PlaceOrder).Order;
        _rig.Trade(Side.Ask, 10, _other);
        _rig.Rig.Done(EventKind.OrderExpired, closing);
        for (var second = 0; second < 40; second++)
        {
            _rig.Rig.Wait(BracketRig.Second);
        }

        _rig.Trade(Side.Bid, 7, _other);

        Assert.That(_rig.Sent, Is.EqualTo(new[] { (CommandKind.PlaceOrder, new OrderId(closing.Value + 3), 7L) }));
    }
}
