using System.Text.Json.Serialization;

namespace Replay.Import;

/// <summary>How checkpoints look as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ImportCheckpoint))]
internal sealed partial class ImportJsonContext : JsonSerializerContext;
