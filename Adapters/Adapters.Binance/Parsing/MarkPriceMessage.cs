using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>
/// Mark price: <c>{"e":"markPriceUpdate","E","s","p":mark,"i":index,"P":settlement,"r":funding rate,"T":next funding}</c>.
/// </summary>
internal static class MarkPriceMessage
{
    private const int FineScale = 8;
    private const int RateScale = 10;

    private const MessageFields Required = MessageFields.Symbol | MessageFields.SendTime | MessageFields.Price;

    internal static ParseStatus Parse(
        ref JsonScanner json, BinanceSymbols symbols, Span<Event> scratch, ref BinanceFrame frame)
    {
        var fields = default(ScalarFields);
        var status = fields.Read(ref json);
        if (status != ParseStatus.Ok)
        {
            return status;
        }

        if ((fields.Seen & Required) != Required)
        {
            return ParseStatus.MissingField;
        }

        status = fields.TryStart(symbols, scratch, EventKind.Mark, ref frame);
        return status == ParseStatus.Ok ? Fill(in fields, frame.SendTime, ref scratch[0]) : status;
    }

    private static ParseStatus Fill(in ScalarFields fields, TimestampNs sendTime, ref Event slot)
    {
        // T is the next funding here, not when the mark was made.
        slot.Mark.NextFundingTime = (fields.Seen & MessageFields.EngineTime) != 0 ? slot.VenueTime : TimestampNs.Zero;
        slot.VenueTime = sendTime;

        var status = Read(fields.Price, FineScale, out var mark);
        status = status == NumberStatus.Ok ? Read(fields.Index, FineScale, out slot.Mark.IndexPrice) : status;
        status = status == NumberStatus.Ok ? Read(fields.Settle, FineScale, out slot.Mark.SettlePrice) : status;
        var rate = 0L;
        if (status == NumberStatus.Ok && !fields.Rate.IsEmpty)
        {
            status = DecimalText.TryParseRounded(fields.Rate, RateScale, out rate);
        }

        slot.Mark.MarkPrice = mark;
        slot.Mark.FundingRate = new Rate(rate);
        return status == NumberStatus.Ok && mark <= FinePrice.Zero ? ParseStatus.OutOfRange : Refusals.Of(status, ParseStatus.Ok);
    }

    /// <summary>Reads a price off the grid; what the venue leaves empty (delivery contracts) is zero.</summary>
    private static NumberStatus Read(ReadOnlySpan<byte> text, int scale, out FinePrice price)
    {
        var value = 0L;
        var status = text.IsEmpty ? NumberStatus.Ok : DecimalText.TryParseRounded(text, scale, out value);
        price = new FinePrice(value);
        return value < 0 ? NumberStatus.Negative : status;
    }
}
