namespace Replay.Import.Sources;

/// <summary>What rows are sorted by.</summary>
/// <param name="Time">Their time, ns.</param>
/// <param name="Key">The trade's number; 0 where it does not count.</param>
/// <param name="Row">Their place in the file.</param>
/// <param name="Index">Where the row lies in memory; orders nothing.</param>
internal readonly record struct SortKey(long Time, long Key, long Row, int Index)
{
    /// <summary>By time, then key, then row.</summary>
    internal static readonly Comparer<SortKey> Order = Comparer<SortKey>.Create(Compare);

    /// <summary>By time, then key, then row.</summary>
    internal static int Compare(SortKey left, SortKey right)
    {
        if (left.Time != right.Time)
        {
            return left.Time < right.Time ? -1 : 1;
        }

        return left.Key != right.Key ? left.Key.CompareTo(right.Key) : left.Row.CompareTo(right.Row);
    }
}
