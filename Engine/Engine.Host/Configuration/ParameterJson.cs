using System.Globalization;
using System.Text.Json.Nodes;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Replay.Sessions;

namespace Engine.Host.Configuration;

/// <summary>How the types and values of parameters stand in JSON: numbers as numbers, durations as text.</summary>
internal static class ParameterJson
{
    private static string TypeName(ParameterType type) => type switch
    {
        ParameterType.Integer => "integer",
        ParameterType.Real => "real",
        ParameterType.Flag => "flag",
        ParameterType.DurationNs => "duration",
        ParameterType.Money => "money",
        ParameterType.Rate => "rate",
        _ => "none",
    };

    /// <summary>The name of a parameter's type; a choice of words is one of its own.</summary>
    public static string TypeName(ParameterDescriptor row) => row.Choices is null ? TypeName(row.Type) : "choice";

    /// <summary>A value, as a word where it stands for one.</summary>
    public static JsonNode Value(ParameterDescriptor row, long bits) =>
        row.Choices is null && !row.IsWord(bits)
            ? Value(row.Type, bits)
            : JsonValue.Create(ParameterText.Format(row, bits));

    private static JsonValue Value(ParameterType type, long bits) => type switch
    {
        ParameterType.Integer => JsonValue.Create(bits),
        ParameterType.Real => JsonValue.Create(BitConverter.Int64BitsToDouble(bits)),
        ParameterType.Flag => JsonValue.Create(bits != 0),
        ParameterType.Money or ParameterType.Rate => JsonValue.Create(
            decimal.Parse(ParameterText.Format(type, bits), CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(ParameterText.Format(type, bits)),
    };
}
