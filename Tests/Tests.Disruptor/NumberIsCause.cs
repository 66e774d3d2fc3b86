using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>The slot's own number is its cause.</summary>
internal readonly struct NumberIsCause : ICauseReader<Slot>
{
    public long CauseOf(in Slot slot) => slot.Number;
}
