namespace Adapters.Simulated.Venue;

/// <summary>The ends of a list that is linked through the <see cref="OrderTable" />.</summary>
internal struct OrderChain
{
    internal int Head;
    internal int Tail;

    internal static readonly OrderChain Empty = new() { Head = OrderTable.None, Tail = OrderTable.None };

    internal readonly bool IsEmpty => Head == OrderTable.None;
}
