using System.Text.Json.Nodes;

namespace Engine.Host.Commands;

/// <summary>A key in the JSON of <c>engine config show</c>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value in force.</param>
/// <param name="Default">The default.</param>
/// <param name="Range">What is allowed, in words.</param>
/// <param name="Unit">Its unit, where it has one.</param>
/// <param name="Origin">Where it was set; null for the default.</param>
/// <param name="Help">What it does.</param>
internal sealed record SettingDocument(
    string Key, JsonNode? Value, JsonNode? Default, string Range, string? Unit, string? Origin, string Help);
