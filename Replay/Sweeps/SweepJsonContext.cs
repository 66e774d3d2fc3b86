using System.Text.Json.Serialization;

namespace Replay.Sweeps;

/// <summary>The shape of a kept run, compiled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SweepRow))]
internal sealed partial class SweepJsonContext : JsonSerializerContext;
