using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders.Groups;

/// <summary>
/// A pair driven by dice: fills of either and of both, the strategy's own amends and cancels, refusals, silence, a new
/// session. After quiet, what one has filled is no longer to be had from the other.
/// </summary>
internal sealed class PairWalk
{
    private readonly BracketRig _rig = new();
    private readonly Random _dice;
    private readonly OrderId[] _orders;

    // Of each what both may fill together, and what an amend of the strategy under way would make of that.
    private readonly long[] _total = new long[2];
    private readonly long[] _asked = new long[2];

    internal PairWalk(int seed)
    {
        _dice = new Random(seed);
        _rig.Rig.SetGuard("breakerErrors", 0);
        (_total[0], _total[1]) = (4 + _dice.Next(8), 4 + _dice.Next(8));
        (OrderId First, OrderId Second) pair = default;
        _rig.Ask(s =>
        {
            pair = s.Now.PlacePair(Limit(Side.Bid, 990, _total[0]), Limit(Side.Ask, 1_010, _total[1]));
            return pair.First;
        });
        _orders = [pair.First, pair.Second];
    }

    /// <summary>What was not as it must be.</summary>
    internal List<string> Wrong { get; } = [];

    internal void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step(_dice.Next(2));
        }
    }

    /// <summary>The venue answers everything; then what is left of both is looked at.</summary>
    internal void Settle()
    {
        for (var round = 0; round < 12; round++)
        {
            Answer(0);
            Answer(1);
            _rig.Rig.Wait(BracketRig.Second);
        }

        for (var one = 0; one < 2; one++)
        {
            var order = Of(one);
            var other = Of(1 - one).CumulativeQuantity.Value;
            var left = Math.Max(0, _total[one] - other - order.CumulativeQuantity.Value);
            if (other > 0 && !order.IsFinal && order.LeavesQuantity.Value > left)
            {
                Wrong.Add($"{order.Role} is {order.State}, stands for {order.LeavesQuantity.Value}, {left} are left");
            }
        }
    }

    private static OrderRequest Limit(Side side, long price, long lots) =>
        OrderRequest.Limit(CoreRig.Instrument, side, new PriceTicks(price), new QtyLots(lots));

    private Order Of(int one) => _rig.OrderOf(_orders[one]);

    private void Step(int one)
    {
        var order = Of(one);
        switch (_dice.Next(9))
        {
            case 0 or 1 when !order.IsFinal && order.LeavesQuantity > QtyLots.Zero:
                _rig.Fill(order.Id, 1 + _dice.Next((int)order.LeavesQuantity.Value), order.Price.Value);
                break;
            case 2:
                _rig.Rig.Accept(order.Id);
                break;
            case 3:
                Ask(one, 1 + _dice.Next(12));
                break;
            case 4 when order.IsAmendUnanswered:
                AnswerAmend(one, isTaken: _dice.Next(2) == 0);
                break;
            case 5 when order.State == OrderState.PendingCancel:
                _rig.Rig.Refused(EventKind.CancelRejected, order.Id, ReasonCode.VenueBusy);
                break;
            case 6:
                Fail(one, _dice.Next(2) == 0 ? GatewayOutcome.TimedOut : GatewayOutcome.Failed);
                break;
            case 7 when order.State == OrderState.Unknown:
                Find(one);
                break;
            default:
                _rig.Rig.Wait(_dice.Next(1, 3) * (BracketRig.Second / 2));
                break;
        }
    }

    /// <summary>The strategy amends one of them: both may fill that, beside what the other has filled.</summary>
    private void Ask(int one, long lots)
    {
        var id = _orders[one];
        var passes = false;
        _rig.Ask(s => (passes = s.Now.Amend(id, Of(one).Price, new QtyLots(lots))) ? id : default);
        _asked[one] = passes ? lots + Of(1 - one).CumulativeQuantity.Value : _asked[one];
    }

    private void AnswerAmend(int one, bool isTaken)
    {
        var order = Of(one);
        _total[one] = isTaken && _asked[one] > 0 ? _asked[one] : _total[one];
        _asked[one] = 0;
        if (isTaken)
        {
            _rig.Rig.Amended(order.Id, order.RequestedPrice.Value, order.RequestedQuantity.Value);
        }
        else
        {
            _rig.Rig.Refused(EventKind.AmendRejected, order.Id, ReasonCode.VenueBusy);
        }
    }

    private void Fail(int one, GatewayOutcome outcome)
    {
        _asked[one] = outcome == GatewayOutcome.Failed && Of(one).State == OrderState.PendingAmend ? 0 : _asked[one];
        _rig.Rig.Gateway(_orders[one], outcome);
    }

    /// <summary>It is found as it was, or as an amend without an answer would have it.</summary>
    private void Find(int one)
    {
        var order = Of(one);
        var isTaken = order.IsAmendUnanswered && _dice.Next(2) == 0
            && order.RequestedQuantity > order.CumulativeQuantity;
        _total[one] = isTaken && _asked[one] > 0 ? _asked[one] : _total[one];
        _asked[one] = 0;
        var (price, lots) = isTaken
            ? (order.RequestedPrice, order.RequestedQuantity)
            : (order.Price, order.Quantity);
        _rig.Rig.Status(order.Id, OrderState.New, price.Value, lots.Value, order.CumulativeQuantity.Value);
    }

    private void Answer(int one)
    {
        var order = Of(one);
        switch (order.State)
        {
            case OrderState.PendingNew:
                _rig.Rig.Accept(order.Id);
                break;
            case OrderState.PendingAmend:
                AnswerAmend(one, isTaken: true);
                break;
            case OrderState.PendingCancel:
                _rig.Rig.Done(EventKind.OrderCanceled, order.Id);
                break;
            case OrderState.Unknown:
                Find(one);
                break;
            default:
                break;
        }
    }
}
