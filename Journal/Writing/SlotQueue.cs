using Engine.Disruptor;

namespace Journal.Writing;

/// <summary>Slots on their way from the caller's thread to the journal's. One appends, one takes.</summary>
internal sealed class SlotQueue<TSlot>
    where TSlot : unmanaged
{
    private readonly RingBuffer<TSlot> _slots;
    private readonly SingleProducerSequencer _sequencer;
    private readonly Sequence _taken = new();

    internal SlotQueue(string name, int capacity, HaltSignal halt)
    {
        _slots = new RingBuffer<TSlot>(capacity);
        _sequencer = new SingleProducerSequencer(name, capacity, halt);
        _sequencer.AddGating(_taken);
    }

    internal int Capacity => _slots.Capacity;

    /// <summary>How many were appended so far.</summary>
    internal long Appended => _sequencer.Cursor.Value + 1;

    /// <summary>How many were taken so far.</summary>
    internal long Taken => _taken.Value + 1;

    /// <summary>Copies slots in; waits for room where there is none.</summary>
    /// <returns>False where the taker has stopped.</returns>
    internal bool Append(ReadOnlySpan<TSlot> slots)
    {
        var pieceMax = Capacity / 4;
        while (!slots.IsEmpty)
        {
            var piece = slots[..Math.Min(pieceMax, slots.Length)];
            if (_sequencer.Claim(piece.Length, out var first) != ClaimResult.Claimed)
            {
                return false;
            }

            _slots.CopyIn(first, piece);
            _sequencer.Publish(first, piece.Length);
            slots = slots[piece.Length..];
        }

        return true;
    }

    /// <summary>
    /// The next slots that lie side by side, up to a count of all; they stay until released. A part of the queue at
    /// most, so that whoever waits for room copies while the taker works on the rest.
    /// </summary>
    internal ReadOnlySpan<TSlot> Peek(long upTo)
    {
        var count = (int)Math.Min(upTo - Taken, Capacity / 16);
        return count == 0 ? default : _slots.Slice(Taken, count);
    }

    /// <summary>Gives the room of the first slots back.</summary>
    internal void Release(int count) => _taken.Publish(_taken.OwnValue + count);
}
