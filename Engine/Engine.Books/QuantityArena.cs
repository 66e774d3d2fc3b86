using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Engine.Books;

/// <summary>Blocks of quantities in five sizes out of one array, so that sparse pages are small and dense ones fast.</summary>
/// <remarks>
/// A block of the largest class has one place per price of its page; the smaller ones hold only the prices that are
/// present, in order. Freed blocks are linked through their first word. The array only ever grows.
/// </remarks>
internal sealed class QuantityArena
{
    /// <summary>The class whose blocks have one place per price.</summary>
    internal const int DirectClass = 4;

    private const int InitialLength = 1_024;
    private const long NoBlock = -1;

    private readonly long[] _freeHeads = [NoBlock, NoBlock, NoBlock, NoBlock, NoBlock];
    private long[] _lots = new long[InitialLength];
    private int _used;

    /// <summary>The quantities; the array changes when the arena grows, so it is never kept across a rent.</summary>
    internal long[] Lots => _lots;

    /// <summary>How many quantities a block of the class holds.</summary>
    internal static int Capacity(int sizeClass) => sizeClass == DirectClass ? LevelWindow.PageTicks : 2 << sizeClass;

    /// <summary>Takes a block; its content is arbitrary.</summary>
    internal int Rent(int sizeClass)
    {
        Debug.Assert((uint)sizeClass <= DirectClass, "There are five size classes.");

        var head = _freeHeads[sizeClass];
        if (head != NoBlock)
        {
            _freeHeads[sizeClass] = _lots[head];
            return (int)head;
        }

        var block = _used;
        var end = block + Capacity(sizeClass);
        if (end > _lots.Length)
        {
            Grow(end);
        }

        _used = end;
        return block;
    }

    /// <summary>Gives a block back.</summary>
    internal void Return(int block, int sizeClass)
    {
        Debug.Assert(block >= 0 && block + Capacity(sizeClass) <= _used, "The block was rented here.");

        _lots[block] = _freeHeads[sizeClass];
        _freeHeads[sizeClass] = block;
    }

    /// <summary>Gives every block back.</summary>
    internal void Clear()
    {
        _used = 0;
        _freeHeads.AsSpan().Fill(NoBlock);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed) => Array.Resize(ref _lots, Math.Max(needed, 2 * _lots.Length));
}
