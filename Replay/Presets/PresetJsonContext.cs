using System.Text.Json.Serialization;

namespace Replay.Presets;

/// <summary>The shape of the presets, compiled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PresetFile))]
internal sealed partial class PresetJsonContext : JsonSerializerContext;
