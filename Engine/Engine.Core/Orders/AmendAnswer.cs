namespace Engine.Core.Orders;

/// <summary>What a report of an amend is to an order.</summary>
internal enum AmendAnswer : byte
{
    /// <summary>The answer to the amend that was asked for.</summary>
    Asked,

    /// <summary>Old or doubled: it says nothing new.</summary>
    Known,

    /// <summary>Terms that are neither known nor asked for.</summary>
    Unasked,
}
