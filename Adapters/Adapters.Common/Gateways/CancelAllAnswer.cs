namespace Adapters.Common.Gateways;

/// <summary>What a venue says to its own cancel-all.</summary>
public enum CancelAllAnswer
{
    /// <summary>Nothing is known: no answer in time, no connection, or a refusal.</summary>
    Failed,

    /// <summary>The venue has taken the request; whether something is still open, it has not said.</summary>
    Asked,

    /// <summary>The venue says that no order of the account is open.</summary>
    NothingOpen,
}
