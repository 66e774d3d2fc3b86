using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>A REST snapshot: <c>{"lastUpdateId","E","T","bids":[[price,quantity]],"asks":[…]}</c>; E and T on USD-M alone.</summary>
internal static class DepthSnapshotMessage
{
    internal static ParseStatus Parse(
        ref JsonScanner json, in BinanceSymbol symbol, Span<Event> scratch, ref BinanceFrame frame)
    {
        var seen = MessageFields.None;
        var venueTime = TimestampNs.Zero;
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
                return step == JsonStep.End ? Finish(scratch, in frame, venueTime, seen) : ParseStatus.Malformed;
            }

            var isBids = name.SequenceEqual("bids"u8);
            if (isBids || name.SequenceEqual("asks"u8))
            {
                var side = isBids ? MessageFields.Bids : MessageFields.Asks;
                var status = (seen & side) != 0
                    ? ParseStatus.Malformed
                    : ReadSide(ref json, in symbol, side, scratch, ref frame);
                if (status != ParseStatus.Ok)
                {
                    return status;
                }

                seen |= side;
            }
            else if (!TryTakeHeader(ref json, name, ref frame, ref seen, ref venueTime))
            {
                return ParseStatus.Malformed;
            }
        }
    }

    private static bool TryTakeHeader(
        ref JsonScanner json, scoped ReadOnlySpan<byte> name, ref BinanceFrame frame, ref MessageFields seen,
        ref TimestampNs venueTime)
    {
        if (name.SequenceEqual("lastUpdateId"u8))
        {
            seen |= MessageFields.LastUpdateId;
            return json.TryReadInteger(out frame.LastUpdateId) && frame.LastUpdateId >= 0;
        }

        if (name.SequenceEqual("E"u8))
        {
            return json.TryReadInteger(out var sent) && VenueClock.TryToNanoseconds(sent, out frame.SendTime);
        }

        if (name.SequenceEqual("T"u8))
        {
            return json.TryReadInteger(out var matched) && VenueClock.TryToNanoseconds(matched, out venueTime);
        }

        return json.TrySkipValue();
    }

    private static ParseStatus ReadSide(
        ref JsonScanner json, in BinanceSymbol symbol, MessageFields side, Span<Event> scratch, ref BinanceFrame frame)
    {
        var template = new Event
        {
            Kind = EventKind.BookLevel,
            Flags = side == MessageFields.Asks ? EventFlags.Ask : EventFlags.None,
            Instrument = symbol.Instrument,
        };
        return BookLevels.Read(ref json, in symbol, in template, scratch, ref frame);
    }

    private static ParseStatus Finish(
        Span<Event> scratch, in BinanceFrame frame, TimestampNs venueTime, MessageFields seen)
    {
        const MessageFields Required = MessageFields.LastUpdateId | MessageFields.Bids | MessageFields.Asks;
        if ((seen & Required) != Required)
        {
            return ParseStatus.MissingField;
        }

        foreach (ref var level in scratch[..frame.Count])
        {
            level.VenueTime = venueTime;
            level.BookLevel.FirstUpdateId = frame.LastUpdateId;
            level.BookLevel.LastUpdateId = frame.LastUpdateId;
        }

        return ParseStatus.Ok;
    }
}
