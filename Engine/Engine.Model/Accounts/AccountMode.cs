namespace Engine.Model.Accounts;

/// <summary>What an account may hold, and what covers it. Numbers are the file format.</summary>
public enum AccountMode : byte
{
    /// <summary>Spot alone, paid in full; orders on perpetuals are refused.</summary>
    Cash = 0,

    /// <summary>
    /// The whole balance of a settle asset, with the unrealised profit of its perpetuals, covers all of them together.
    /// </summary>
    Cross = 1,

    /// <summary>Each position of a perpetual is covered by the margin that was set aside for it alone.</summary>
    Isolated = 2,
}
