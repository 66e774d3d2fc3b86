using Engine.Model.Events;

namespace Adapters.Binance.Stream;

/// <summary>Diffs that wait for a snapshot, in order. Its memory is taken once; one thread.</summary>
internal sealed class DepthBuffer
{
    private readonly Event[] _slots;
    private readonly (DepthMessage Ids, int End)[] _messages;

    internal DepthBuffer(int slotsMax, int messagesMax)
    {
        _slots = new Event[slotsMax];
        _messages = new (DepthMessage, int)[messagesMax];
    }

    /// <summary>How many messages wait.</summary>
    internal int Count { get; private set; }

    /// <summary>The ids of a message.</summary>
    internal DepthMessage this[int index] => _messages[index].Ids;

    /// <summary>The slots of a message.</summary>
    internal Span<Event> Slots(int index)
    {
        var start = index == 0 ? 0 : _messages[index - 1].End;
        return _slots.AsSpan(start, _messages[index].End - start);
    }

    /// <summary>Adds a message.</summary>
    /// <returns>False where there is no room.</returns>
    internal bool TryAdd(in DepthMessage ids, ReadOnlySpan<Event> slots)
    {
        var start = Count == 0 ? 0 : _messages[Count - 1].End;
        if (Count == _messages.Length || slots.Length > _slots.Length - start)
        {
            return false;
        }

        slots.CopyTo(_slots.AsSpan(start));
        _messages[Count++] = (ids, start + slots.Length);
        return true;
    }

    /// <summary>Forgets all.</summary>
    internal void Clear() => Count = 0;
}
