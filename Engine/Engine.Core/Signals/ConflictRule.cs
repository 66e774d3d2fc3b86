namespace Engine.Core.Signals;

/// <summary>What becomes of signals for both sides at once. Numbers are the values of a parameter.</summary>
public enum ConflictRule : byte
{
    /// <summary>They are weighed against each other.</summary>
    Net = 0,

    /// <summary>The side that weighs more counts alone.</summary>
    Strongest = 1,

    /// <summary>While one side is pending, signals of the other are rejected.</summary>
    Refuse = 2,
}
