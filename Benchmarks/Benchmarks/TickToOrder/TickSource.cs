using Engine.Model.Events;

namespace Benchmarks.TickToOrder;

/// <summary>Messages of a market, one after the other, as an adapter hands them to the engine. One thread.</summary>
internal abstract class TickSource
{
    /// <summary>How many messages there are.</summary>
    internal abstract int Count { get; }

    /// <summary>Whether <see cref="ParsedAt" /> is to be kept.</summary>
    internal bool IsTimed { get; set; }

    /// <summary>When the last message was parsed, in ticks; 0 where nothing is parsed or nobody asked.</summary>
    internal long ParsedAt { get; private protected set; }

    /// <summary>How many events a message counts as, for the pace.</summary>
    internal abstract int EventsOf(int message);

    /// <summary>
    /// Takes a message in, before its time: where a socket's read leaves a frame, and a parser its events, they are in
    /// the cache.
    /// </summary>
    internal abstract void Receive(int message);

    /// <summary>Hands the message that was taken in to the engine.</summary>
    internal abstract void Publish(IEventSink sink);
}
