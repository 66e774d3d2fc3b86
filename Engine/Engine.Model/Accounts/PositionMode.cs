namespace Engine.Model.Accounts;

/// <summary>How fills of a perpetual make positions. Numbers are the file format.</summary>
public enum PositionMode : byte
{
    /// <summary>One position of an instrument: buys and sells net.</summary>
    Netting = 0,

    /// <summary>
    /// Two legs of an instrument: a bid that is not reduce-only opens the long leg and a reduce-only ask closes it, an
    /// ask that is not reduce-only opens the short leg and a reduce-only bid closes it.
    /// </summary>
    Hedge = 1,
}
