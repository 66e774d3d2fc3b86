using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>A liquidation: <c>{"e":"forceOrder","E","o":{"s","S":side,"q","p","ap","X","z":filled,"T"}}</c>.</summary>
/// <remarks>
/// The price is the liquidation order's own, which lies on the grid; the average that it filled at does not. The
/// quantity is what was filled, or the order's where that is not said.
/// </remarks>
internal static class ForceOrderMessage
{
    private const MessageFields Required = MessageFields.Symbol | MessageFields.Price | MessageFields.Quantity
        | MessageFields.EngineTime | MessageFields.Side;

    internal static ParseStatus Parse(
        ref JsonScanner json, BinanceSymbols symbols, Span<Event> scratch, ref BinanceFrame frame)
    {
        var order = default(Order);
        var sendTime = 0L;
        var isFirst = true;
        json.TryOpenObject();
        while (true)
        {
            var step = json.NextMember(ref isFirst, out var name);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.End
                    ? Finish(ref order, sendTime, symbols, scratch, ref frame)
                    : ParseStatus.Malformed;
            }

            var status = name.Length switch
            {
                1 when name[0] == (byte)'o' => order.Read(ref json),
                1 when name[0] == (byte)'E' => json.TryReadInteger(out sendTime) ? ParseStatus.Ok : ParseStatus.Malformed,
                2 when name.SequenceEqual("st"u8) => CoinMargined.Check(ref json),
                _ => json.TrySkipValue() ? ParseStatus.Ok : ParseStatus.Malformed,
            };
            if (status != ParseStatus.Ok)
            {
                return status;
            }
        }
    }

    private static ParseStatus Finish(
        ref Order order, long sendTime, BinanceSymbols symbols, Span<Event> scratch, ref BinanceFrame frame)
    {
        if ((order.Fields.Seen & Required) != Required)
        {
            return ParseStatus.MissingField;
        }

        order.Fields.SendTime = sendTime;
        var started = order.Fields.TryStart(symbols, scratch, EventKind.Liquidation, ref frame);
        if (started != ParseStatus.Ok)
        {
            return started;
        }

        ref readonly var symbol = ref symbols[frame.Symbol];
        var status = symbol.Price.TryRead(order.Fields.Price, out var price);
        if (status != NumberStatus.Ok)
        {
            return Refusals.Of(status, ParseStatus.Ok);
        }

        status = symbol.Quantity.TryRead(order.Filled.IsEmpty ? order.Fields.Quantity : order.Filled, out var quantity);
        if (status != NumberStatus.Ok)
        {
            return Refusals.Of(status, ParseStatus.Ok);
        }

        ref var slot = ref scratch[0];
        slot.Flags |= order.IsSell ? EventFlags.Ask : EventFlags.None;
        slot.Liquidation.Price = new PriceTicks(price);
        slot.Liquidation.Quantity = new QtyLots(quantity);
        return price > 0 && quantity > 0 ? ParseStatus.Ok : ParseStatus.OutOfRange;
    }

    private ref struct Order
    {
        public ScalarFields Fields;
        public ReadOnlySpan<byte> Filled;
        public bool IsSell;

        public ParseStatus Read(ref JsonScanner json)
        {
            var isFirst = true;
            if (!json.TryOpenObject())
            {
                return ParseStatus.Malformed;
            }

            while (true)
            {
                var step = json.NextMember(ref isFirst, out var name);
                if (step != JsonStep.Item)
                {
                    return step == JsonStep.End ? ParseStatus.Ok : ParseStatus.Malformed;
                }

                if (!TryTake(ref json, name.Length == 1 ? name[0] : (byte)0))
                {
                    return ParseStatus.Malformed;
                }
            }
        }

        private bool TryTake(ref JsonScanner json, byte name)
        {
            switch ((char)name)
            {
                case 's':
                    Fields.Seen |= MessageFields.Symbol;
                    return json.TryReadString(out Fields.Symbol);
                case 'p':
                    Fields.Seen |= MessageFields.Price;
                    return json.TryReadScalar(out Fields.Price);
                case 'q':
                    Fields.Seen |= MessageFields.Quantity;
                    return json.TryReadScalar(out Fields.Quantity);
                case 'z':
                    return json.TryReadScalar(out Filled);
                case 'T':
                    Fields.Seen |= MessageFields.EngineTime;
                    return json.TryReadInteger(out Fields.EngineTime);
                case 'S':
                    Fields.Seen |= MessageFields.Side;
                    if (!json.TryReadString(out var side))
                    {
                        return false;
                    }

                    IsSell = side.SequenceEqual("SELL"u8);
                    return IsSell || side.SequenceEqual("BUY"u8);
                default:
                    return json.TrySkipValue();
            }
        }
    }
}
