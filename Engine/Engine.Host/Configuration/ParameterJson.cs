using System.Globalization;
using System.Text.Json.Nodes;
using Engine.Model.Events;
using Replay.Sessions;

namespace Engine.Host.Configuration;

/// <summary>How the types and values of parameters stand in JSON: numbers as numbers, durations as text.</summary>
internal static class ParameterJson
{
    /// <summary>The name of a type.</summary>
    public static string TypeName(ParameterType type) => type switch
    {
        ParameterType.Integer => "integer",
        ParameterType.Real => "real",
        ParameterType.Flag => "flag",
        ParameterType.DurationNs => "duration",
        ParameterType.Money => "money",
        ParameterType.Rate => "rate",
        _ => "none",
    };

    /// <summary>A value.</summary>
    public static JsonNode Value(ParameterType type, long bits) => type switch
    {
        ParameterType.Integer => JsonValue.Create(bits),
        ParameterType.Real => JsonValue.Create(BitConverter.Int64BitsToDouble(bits)),
        ParameterType.Flag => JsonValue.Create(bits != 0),
        ParameterType.Money or ParameterType.Rate => JsonValue.Create(
            decimal.Parse(ParameterText.Format(type, bits), CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(ParameterText.Format(type, bits)),
    };
}
