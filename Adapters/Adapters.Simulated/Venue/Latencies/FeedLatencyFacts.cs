namespace Adapters.Simulated.Venue.Latencies;

/// <summary>What the stream has shown of its feed latency: an event's time less its venue time.</summary>
/// <param name="SeenCount">Events that carried both times; zero where it was not asked for.</param>
/// <param name="NegativeCount">Those that came before the venue stamped them: a clock is off.</param>
/// <param name="ShortestNs">The shortest, ns; negative where a clock is off.</param>
public readonly record struct FeedLatencyFacts(long SeenCount, long NegativeCount, long ShortestNs);
