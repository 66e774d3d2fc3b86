namespace Engine.Core.Sanitizing;

/// <summary>What data that fails a check stops. Numbers are the values of the sanitizer's parameters.</summary>
[Flags]
public enum DataStop : byte
{
    /// <summary>Nothing: it is counted.</summary>
    Count = 0,

    /// <summary>Strategies are not called with the update.</summary>
    Strategies = 1,

    /// <summary>No new risk on the instrument while it lasts.</summary>
    Risk = 2,

    /// <summary>Strategies are not called, and no new risk is taken.</summary>
    Both = Strategies | Risk,
}
