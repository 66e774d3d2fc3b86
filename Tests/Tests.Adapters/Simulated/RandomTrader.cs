using Engine.Books;
using Engine.Model.Commands;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>
/// Sends any command that makes some sense, and some that make none. One seed is one sequence of commands.
/// </summary>
internal sealed class RandomTrader(long seed, bool allTypes = false)
{
    private SeededRandom _random = new(seed);
    private long _lastOrderId;

    internal bool TryNext(MarketState market, out Command command)
    {
        command = default;
        if (!market.TryReferencePrice(out var reference) || _random.NextBelow(100) >= 25)
        {
            return false;
        }

        command.Instrument = market.Instrument.Id;
        command.Account = new AccountId(1);
        command.Kind = _lastOrderId == 0 ? CommandKind.PlaceOrder : DrawKind();
        command.OrderId = new OrderId(command.Kind == CommandKind.PlaceOrder
            ? ++_lastOrderId
            : Math.Max(1, _lastOrderId - _random.NextBelow(12)));
        if (command.Kind is CommandKind.PlaceOrder or CommandKind.AmendOrder)
        {
            FillIn(ref command, reference, market);
            if (allTypes)
            {
                AddConditions(ref command, reference, market);
            }
        }

        return true;
    }

    /// <summary>Makes some of them wait for a price, some end at a date, some be filled whole or not at all.</summary>
    private void AddConditions(ref Command command, PriceTicks reference, MarketState market)
    {
        var reach = Math.Max(4, reference.Value / 4_000);
        var trigger = new PriceTicks(reference.Value + _random.NextBelow(reach * 2) - reach);
        if (command.Kind == CommandKind.AmendOrder)
        {
            command.Trigger = _random.NextBelow(3) == 0 ? trigger : PriceTicks.Zero;
            command.Price = _random.NextBelow(2) == 0 ? command.Price : PriceTicks.Zero;
            return;
        }

        command.Type = (OrderType)(1 + _random.NextBelow(7));
        command.TimeInForce = (TimeInForce)(1 + _random.NextBelow(4));
        command.Flags &= _random.NextBelow(2) == 0 ? ~CommandFlags.None : ~CommandFlags.PostOnly;
        if (command.Type.IsConditional())
        {
            command.Flags |= _random.NextBelow(3) == 0 ? CommandFlags.TriggerOnMark : CommandFlags.None;
            command.Trigger = command.Type == OrderType.TrailingStop && _random.NextBelow(2) == 0
                ? PriceTicks.Zero
                : trigger;
        }

        command.ExpiryOrOffset = command.TimeInForce == TimeInForce.GoodTillDate
            ? market.LastTradeTime.Value + ((1 + _random.NextBelow(2_000)) * TimestampNs.PerMillisecond)
            : 0;
        if (command.Type == OrderType.TrailingStop && command.TimeInForce != TimeInForce.GoodTillDate)
        {
            command.ExpiryOrOffset = 1 + _random.NextBelow(8);
        }
    }

    private CommandKind DrawKind() => _random.NextBelow(10) switch
    {
        < 6 => CommandKind.PlaceOrder,
        < 8 => CommandKind.CancelOrder,
        8 => CommandKind.AmendOrder,
        _ => CommandKind.QueryOrder,
    };

    private void FillIn(ref Command command, PriceTicks reference, MarketState market)
    {
        var reach = Math.Max(4, reference.Value / 4_000);
        command.Price = new PriceTicks(reference.Value + _random.NextBelow(reach * 2) - reach);
        var usual = Math.Max(2, market.LastTradeQuantity.Value);
        command.Quantity = new QtyLots(1 + _random.NextBelow(usual * 4));
        command.Type = _random.NextBelow(4) == 0 ? OrderType.Market : OrderType.Limit;
        command.TimeInForce = _random.NextBelow(3) == 0
            ? TimeInForce.ImmediateOrCancel
            : TimeInForce.GoodTillCanceled;
        command.Flags = (_random.NextBelow(2) == 0 ? CommandFlags.Ask : CommandFlags.None)
            | (_random.NextBelow(5) == 0 ? CommandFlags.PostOnly : CommandFlags.None)
            | (_random.NextBelow(6) == 0 ? CommandFlags.ReduceOnly : CommandFlags.None);
    }
}
