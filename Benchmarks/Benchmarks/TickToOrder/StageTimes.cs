using Benchmarks.Ring;
using Engine.Disruptor;

namespace Benchmarks.TickToOrder;

/// <summary>A histogram for each part of the way from tick to order, in ns, of the messages that caused one.</summary>
internal sealed class StageTimes
{
    private static readonly (string Name, string How)[] Parts =
    [
        ("wait", "from the intended time until the engine's thread takes the message up"),
        ("parse", "from the frame's bytes to events"),
        ("publish", "claim, stamp, copy, publish"),
        ("journal", "the journaler's look and its copy for the journal's thread"),
        ("core", "book, sanitizer, strategy, risk, orders, and the commands onto the output ring"),
        ("release", "from there to the gateway, behind the output commit"),
    ];

    private readonly LogLinearHistogram[] _parts = [.. Parts.Select(_ => new LogLinearHistogram())];

    internal static int Count => Parts.Length;

    internal static string NameOf(int part) => Parts[part].Name;

    internal static string HowOf(int part) => Parts[part].How + "; each with one reading of the clock";

    /// <summary>The histogram of a part.</summary>
    internal LogLinearHistogram Of(int part) => _parts[part];

    /// <summary>Takes the times of one message, in ticks; a frame that was not parsed has 0 there.</summary>
    internal void Record(
        long due, long started, long parsed, long published, long journaled, long decided, long released)
    {
        Add(0, started - due);
        var handed = started;
        if (parsed != 0)
        {
            Add(1, parsed - started);
            handed = parsed;
        }

        Add(2, published - handed);
        Add(3, journaled - published);
        Add(4, decided - journaled);
        Add(5, released - decided);
    }

    private void Add(int part, long ticks) => _parts[part].Record(Pacer.ToNs(ticks));
}
