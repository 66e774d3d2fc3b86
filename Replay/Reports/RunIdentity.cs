using System.Text.Json.Serialization;
using Engine.Model.Units;

namespace Replay.Reports;

/// <summary>What makes the run repeatable: with these, anyone gets the same report.</summary>
public sealed record RunIdentity
{
    /// <summary>The version of the engine.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>A hash of the compiled code that decides: model, books, core and strategies.</summary>
    [JsonConverter(typeof(HexConverter))]
    public ulong CodeHash { get; init; }

    /// <summary>The user's own strategies: name and SHA-256 of the file; empty where all are the engine's.</summary>
    public IReadOnlyList<string> StrategyCode { get; init; } = [];

    /// <summary>A hash of the configuration's text.</summary>
    [JsonConverter(typeof(HexConverter))]
    public ulong ConfigurationDigest { get; init; }

    /// <summary>The journal that was traded, by its folder's name: the page may be handed on.</summary>
    public required string Journal { get; init; }

    /// <summary>The name that the journal carries in itself, wherever it lies; empty where it is not known.</summary>
    public string JournalId { get; init; } = string.Empty;

    /// <summary>The last digest of the state.</summary>
    [JsonConverter(typeof(HexConverter))]
    public required ulong Digest { get; init; }

    /// <summary>The last witness.</summary>
    [JsonConverter(typeof(HexConverter))]
    public required ulong Witness { get; init; }

    /// <summary>The time of the first event.</summary>
    [JsonConverter(typeof(InstantConverter))]
    public required TimestampNs FirstTime { get; init; }

    /// <summary>The time of the last event.</summary>
    [JsonConverter(typeof(InstantConverter))]
    public required TimestampNs LastTime { get; init; }

    /// <summary>Events that the core consumed.</summary>
    public required long Events { get; init; }

    /// <summary>Orders that left the core.</summary>
    public required long Orders { get; init; }

    /// <summary>Orders that risk or the venue refused.</summary>
    public required long Rejects { get; init; }
}
