namespace Engine.Model.Commands;

/// <summary>Bits of a command beside its kind. Numbers are the file format.</summary>
[Flags]
public enum CommandFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Sell.</summary>
    Ask = 1 << 0,

    /// <summary>Refused by the venue where it would take.</summary>
    PostOnly = 1 << 1,

    /// <summary>May only reduce the position.</summary>
    ReduceOnly = 1 << 2,

    /// <summary>A conditional order goes by the mark price; without it by the last trade.</summary>
    TriggerOnMark = 1 << 3,

    /// <summary>Prices of a bracket are distances from the price of its entry's first fill.</summary>
    Distances = 1 << 4,

    /// <summary>
    /// Reconciled: what differed is the average entry price of a position, in 10⁻⁸ of the quote currency.
    /// </summary>
    EntryPrice = 1 << 5,

    /// <summary>Reconciled, and an alert of a difference: of the short leg of a hedged position.</summary>
    ShortLeg = 1 << 6,
}
