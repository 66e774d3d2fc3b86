using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;

namespace Engine.Core.Witnesses;

/// <summary>
/// The running hash of what the core has seen and decided: two runs with equal witnesses are the same run.
/// </summary>
/// <remarks>
/// It takes each event's place, header and time, every command whole, and best bid and offer, positions and cash where
/// they change. One multiplication and one rotation per word keep it cheap enough to be always on; it is a check
/// against divergence, not against an adversary.
/// </remarks>
internal struct Witness
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;

    private ulong _hash;

    /// <summary>The hash of everything so far.</summary>
    internal readonly ulong Value => _hash;

    /// <summary>Mixes an event's place, time and header.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddEvent(in Event e, long sequence)
    {
        var header = ((ulong)e.Kind << 48) | ((ulong)e.Flags << 32) | (uint)e.Instrument.Value;
        Add(unchecked(((ulong)sequence * Prime1) ^ (ulong)e.Time.Value));
        Add(header);
    }

    /// <summary>Mixes a whole command.</summary>
    internal void AddCommand(in Command command)
    {
        var words = MemoryMarshal.Cast<Command, ulong>(new ReadOnlySpan<Command>(in command));
        foreach (var word in words)
        {
            Add(word);
        }
    }

    /// <summary>Mixes a value that has changed.</summary>
    internal void Add(long value) => Add(unchecked((ulong)value));

    /// <summary>Visits the hash.</summary>
    internal void VisitState(StateSink sink) => sink.Visit(ref _hash);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(ulong word) =>
        _hash = unchecked(BitOperations.RotateLeft(_hash + (word * Prime2), 31) * Prime1);
}
