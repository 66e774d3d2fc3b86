using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Replay.Sessions;

/// <summary>A strategy's document as a run of slots.</summary>
public static class DocumentRun
{
    private const int ContinuationMask = 0b1100_0000;
    private const int Continuation = 0b1000_0000;

    /// <summary>Lays a document out; no character is cut in two, so that each slot can be read by itself.</summary>
    /// <param name="strategy">Whose it is.</param>
    /// <param name="utf8">The document.</param>
    /// <param name="time">The time of the slots.</param>
    /// <exception cref="RunConfigurationException">It is longer than a run holds.</exception>
    public static Event[] Create(StrategyId strategy, ReadOnlySpan<byte> utf8, TimestampNs time)
    {
        if (utf8.Length > StrategyDocument.SizeBytesMax)
        {
            throw new RunConfigurationException(
                $"a document of {utf8.Length} bytes is too long; at most {StrategyDocument.SizeBytesMax} are taken");
        }

        var run = new List<Event>();
        do
        {
            var length = PieceOf(utf8);
            var slot = Event.Create(EventKind.StrategyDocument, time, InstrumentId.None);
            slot.Flags = EventFlags.None;
            slot.StrategyDocument.Strategy = strategy;
            slot.StrategyDocument.Length = (byte)length;
            utf8[..length].CopyTo(slot.StrategyDocument.Text);
            run.Add(slot);
            utf8 = utf8[length..];
        }
        while (!utf8.IsEmpty);

        var last = run[^1];
        last.Flags = EventFlags.LastOfRun;
        run[^1] = last;
        return [.. run];
    }

    private static int PieceOf(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= Text36.SizeBytes)
        {
            return utf8.Length;
        }

        var length = Text36.SizeBytes;
        while (length > Text36.SizeBytes - 3 && (utf8[length] & ContinuationMask) == Continuation)
        {
            length--;
        }

        return length;
    }
}
