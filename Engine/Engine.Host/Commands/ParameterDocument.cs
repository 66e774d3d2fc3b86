using System.Text.Json.Nodes;

namespace Engine.Host.Commands;

/// <summary>A parameter in the JSON of <c>engine strategies</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">How it is written: integer, real, flag, duration, money or rate.</param>
/// <param name="Unit">Its unit, where it has one.</param>
/// <param name="Default">The default: a number, a truth value, or text for a duration.</param>
/// <param name="Range">What is allowed, in words.</param>
/// <param name="Help">What it does.</param>
internal sealed record ParameterDocument(
    string Name, string Type, string? Unit, JsonNode? Default, string Range, string Help);
