namespace Engine.Model.Units;

/// <summary>The dense number of an asset (currency) within one journal.</summary>
/// <param name="Value">1, 2, 3, … in order of definition; 0 names none.</param>
public readonly record struct AssetId(int Value)
{
    /// <summary>No asset.</summary>
    public static readonly AssetId None;

    /// <summary>Whether it names one.</summary>
    public bool IsSome => this != None;
}
