using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>
/// What a leg was worth when somebody asked last. Derived, so it is no state: it holds as long as its mark and its
/// quantity do.
/// </summary>
internal struct LegValue
{
    /// <summary>The mark at which it was valued.</summary>
    internal FinePrice Mark;

    /// <summary>The quantity that was valued; zero for none yet.</summary>
    internal QtyLots Quantity;

    /// <summary>The value, signed.</summary>
    internal Money Value;

    /// <summary>Its maintenance margin; negative while nobody has asked.</summary>
    internal Money Maintenance;
}
