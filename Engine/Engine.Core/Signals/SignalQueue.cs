using System.Diagnostics;

namespace Engine.Core.Signals;

/// <summary>The signals that the event in hand has brought, until all strategies have been told of it. One thread.</summary>
internal sealed class SignalQueue
{
    // More than that of one event is no information; what does not fit is a command all the same.
    private readonly Signal[] _signals = new Signal[256];

    internal int Count { get; private set; }

    /// <summary>Whether signals are being told: what is put out meanwhile is not told on, so that nothing goes round.</summary>
    internal bool IsTelling { get; set; }

    internal ref readonly Signal this[int index] => ref _signals[index];

    internal void Add(in Signal signal)
    {
        if (!IsTelling && Count < _signals.Length)
        {
            _signals[Count++] = signal;
        }
    }

    internal void Clear()
    {
        Debug.Assert(!IsTelling, "The queue is emptied when all were told.");
        Count = 0;
    }
}
