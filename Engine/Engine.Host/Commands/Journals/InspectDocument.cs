namespace Engine.Host.Commands.Journals;

/// <summary>The JSON of <c>engine journal inspect</c>.</summary>
internal sealed record InspectDocument
{
    public required string Path { get; init; }

    public required int FormatVersion { get; init; }

    public required string EngineVersion { get; init; }

    public required string Id { get; init; }

    public required int Segments { get; init; }

    public required long Events { get; init; }

    public required long PurgedEvents { get; init; }

    public required long Commands { get; init; }

    public required string? FirstTime { get; init; }

    public required string? LastTime { get; init; }

    public required long Bytes { get; init; }

    public required IReadOnlyDictionary<string, long> Kinds { get; init; }

    public required IReadOnlyList<InstrumentDocument> Instruments { get; init; }

    public required bool Intact { get; init; }

    public required long TornBytes { get; init; }
}
