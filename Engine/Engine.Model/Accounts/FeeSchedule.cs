namespace Engine.Model.Accounts;

/// <summary>Where the fee rates of an account come from. Numbers are the file format.</summary>
public enum FeeSchedule : byte
{
    /// <summary>Each instrument's own rates, as the stream defines them.</summary>
    Instrument = 0,

    /// <summary>The account's own two rates.</summary>
    Account = 1,

    /// <summary>The account's table by the volume of the last 30 days.</summary>
    Tiers = 2,
}
