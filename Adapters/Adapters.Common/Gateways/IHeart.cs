namespace Adapters.Common.Gateways;

/// <summary>What a watchdog can see of a core from outside. Any thread; costs the core nothing.</summary>
public interface IHeart
{
    /// <summary>The last sequence that was given to the core.</summary>
    long Given { get; }

    /// <summary>The last sequence that the core is done with.</summary>
    long Done { get; }

    /// <summary>Why it will never do more; null while it lives.</summary>
    string? Fault { get; }
}
