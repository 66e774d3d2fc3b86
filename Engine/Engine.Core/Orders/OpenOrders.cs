using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// A walk over the orders that are not finished, slot by slot: <c>foreach (ref var order in table.Open)</c>. Orders may
/// come, change and end meanwhile; each is looked at when the walk comes to its slot. Allocates nothing. One thread.
/// </summary>
/// <param name="slots">The table's slots.</param>
internal ref struct OpenOrders(Order[] slots)
{
    private int _slot = -1;

    /// <summary>The order that the walk stands at.</summary>
    public readonly ref Order Current => ref slots[_slot];

    /// <summary>Goes to the next.</summary>
    public bool MoveNext()
    {
        while (++_slot < slots.Length)
        {
            ref readonly var order = ref slots[_slot];
            if (order.Id != OrderId.None && !order.IsFinal)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The walk itself.</summary>
    public readonly OpenOrders GetEnumerator() => this;
}
