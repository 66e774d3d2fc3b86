namespace Adapters.Common.Gateways;

/// <summary>How long an emergency stop tries.</summary>
public sealed record EmergencyOptions
{
    /// <summary>How often each venue is asked to cancel all, until it says that nothing is open.</summary>
    public int TriesMax { get; init; } = 20;

    /// <summary>The pause between two tries.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a command that was passing is waited for, before all is canceled once more.</summary>
    public TimeSpan SendPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long all venues together may take; one that hangs keeps none of the others from it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
