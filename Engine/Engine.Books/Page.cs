using System.Runtime.InteropServices;

namespace Engine.Books;

/// <summary>Sixty-four neighbouring prices of one side: which of them hold a quantity, and where the quantities are.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Page
{
    /// <summary>Bit n: the n-th price of the page holds a quantity.</summary>
    public ulong Mask;

    /// <summary>Where the page's block starts in the arena; meaningless while <see cref="Mask" /> is zero.</summary>
    public int Block;

    /// <summary>The size class of the block: see <see cref="QuantityArena" />.</summary>
    public int SizeClass;
}
