using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Writing;

namespace Tests.Replay.Sessions;

/// <summary>What the ping strategy lives on: quotes that move, and a venue that says yes to everything.</summary>
internal static class PingMarket
{
    /// <summary>A quote that differs from the one before.</summary>
    public static Event Quote(TimestampNs time, int step)
    {
        var quote = Event.Create(EventKind.Quote, time, MarketTape.Instrument);
        quote.Quote.BidPrice = new PriceTicks(1_000 + (step % 3));
        quote.Quote.AskPrice = new PriceTicks(1_004 + (step % 3));
        quote.Quote.BidQuantity = new QtyLots(5);
        quote.Quote.AskQuantity = new QtyLots(5);
        return quote;
    }

    /// <summary>Accepts an order, confirms a cancel.</summary>
    public static Event Answer(TimestampNs time, in Command command)
    {
        var answer = Event.Create(
            command.Kind == CommandKind.PlaceOrder ? EventKind.OrderAccepted : EventKind.OrderCanceled,
            time, command.Instrument);
        answer.OrderAccepted.OrderId = command.OrderId;
        return answer;
    }

    /// <summary>The last sequence that is as safe as a durability asks for.</summary>
    public static long SafeSequence(JournalWriter writer, Durability durability) => durability switch
    {
        Durability.Synced => writer.DurableSequence,
        Durability.Written => writer.WrittenSequence,
        _ => writer.Released.Value,
    };
}
