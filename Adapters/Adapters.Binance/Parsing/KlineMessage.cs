using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>
/// A bar: <c>{"e":"kline","E","s","k":{"t":open time,"i":interval,"o","h","l","c","v","n","x":closed,"V"}}</c>. Bars still
/// open are ignored.
/// </summary>
internal static class KlineMessage
{
    internal static ParseStatus Parse(
        ref JsonScanner json, BinanceSymbols symbols, Span<Event> scratch, ref BinanceFrame frame)
    {
        var bar = default(KlineBody);
        var header = default(ScalarFields);
        var isFirst = true;
        json.TryOpenObject();
        while (true)
        {
            var step = json.NextMember(ref isFirst, out var name);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.End
                    ? Finish(ref header, ref bar, symbols, scratch, ref frame)
                    : ParseStatus.Malformed;
            }

            var status = ParseStatus.Ok;
            var isRead = true;
            switch ((char)(name.Length == 1 ? name[0] : 0))
            {
                case 's':
                    header.Seen |= MessageFields.Symbol;
                    isRead = json.TryReadString(out header.Symbol);
                    break;
                case 'E':
                    isRead = json.TryReadInteger(out header.SendTime);
                    break;
                case 'k':
                    header.Seen |= MessageFields.Body;
                    status = bar.Read(ref json);
                    break;
                default:
                    status = name.SequenceEqual("st"u8) ? CoinMargined.Check(ref json) : ParseStatus.Ok;
                    isRead = name.SequenceEqual("st"u8) || json.TrySkipValue();
                    break;
            }

            if (!isRead || status != ParseStatus.Ok)
            {
                return isRead ? status : ParseStatus.Malformed;
            }
        }
    }

    private static ParseStatus Finish(
        ref ScalarFields header, ref KlineBody bar, BinanceSymbols symbols, Span<Event> scratch, ref BinanceFrame frame)
    {
        const MessageFields Required = MessageFields.Symbol | MessageFields.Body;
        if ((header.Seen & Required) != Required || !bar.IsWhole)
        {
            return ParseStatus.MissingField;
        }

        if (!bar.IsClosed || bar.Interval == BarInterval.None)
        {
            return ParseStatus.Ignored;
        }

        var started = header.TryStart(symbols, scratch, EventKind.Bar, ref frame);
        if (started != ParseStatus.Ok)
        {
            return started;
        }

        if (!VenueClock.TryToNanoseconds(bar.OpenTime, out var open)
            || open.Value > long.MaxValue - bar.Interval.LengthNs())
        {
            return ParseStatus.OutOfRange;
        }

        ref var slot = ref scratch[0];
        slot.VenueTime = open + bar.Interval.LengthNs();
        slot.Flags |= (EventFlags)((ushort)bar.Interval << 8);
        return Fill(in bar, in symbols[frame.Symbol], ref slot);
    }

    private static ParseStatus Fill(in KlineBody bar, in BinanceSymbol symbol, ref Event slot)
    {
        var status = symbol.Price.TryRead(bar.Open, out var open);
        var high = 0L;
        var low = 0L;
        var close = 0L;
        var volume = 0L;
        var takerBuy = 0L;
        status = status == NumberStatus.Ok ? symbol.Price.TryRead(bar.High, out high) : status;
        status = status == NumberStatus.Ok ? symbol.Price.TryRead(bar.Low, out low) : status;
        status = status == NumberStatus.Ok ? symbol.Price.TryRead(bar.Close, out close) : status;
        status = status == NumberStatus.Ok ? symbol.Quantity.TryRead(bar.Volume, out volume) : status;
        if (status == NumberStatus.Ok && !bar.TakerBuyVolume.IsEmpty)
        {
            status = symbol.Quantity.TryRead(bar.TakerBuyVolume, out takerBuy);
        }

        if (status != NumberStatus.Ok)
        {
            return Refusals.Of(status, ParseStatus.Ok);
        }

        if (low <= 0 || high < Math.Max(open, close) || low > Math.Min(open, close) || takerBuy > volume
            || high - open > int.MaxValue || open - low > int.MaxValue || (ulong)bar.TradeCount > uint.MaxValue)
        {
            return ParseStatus.OutOfRange;
        }

        slot.Bar.Open = new PriceTicks(open);
        slot.Bar.HighOffset = (int)(high - open);
        slot.Bar.LowOffset = (int)(low - open);
        slot.Bar.CloseOffset = (int)(close - open);
        slot.Bar.TradeCount = (uint)bar.TradeCount;
        slot.Bar.Volume = new QtyLots(volume);
        slot.Bar.TakerBuyVolume = new QtyLots(takerBuy);
        return ParseStatus.Ok;
    }
}
