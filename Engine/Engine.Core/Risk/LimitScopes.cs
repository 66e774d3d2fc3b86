namespace Engine.Core.Risk;

/// <summary>Whose limit a row of the table can be, beside the account's.</summary>
[Flags]
public enum LimitScopes : byte
{
    /// <summary>The account's alone.</summary>
    None = 0,

    /// <summary>A strategy's: held against what that strategy asks for and holds.</summary>
    Strategy = 1 << 0,

    /// <summary>An instrument's: held against what the account holds in it.</summary>
    Instrument = 1 << 1,

    /// <summary>Not the account's: only of strategies or instruments.</summary>
    NotAccount = 1 << 2,
}
