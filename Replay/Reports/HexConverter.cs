using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Replay.Reports;

/// <summary>64 bits as 16 lower-case hexadecimal digits, as every document writes them.</summary>
public sealed class HexConverter : JsonConverter<ulong>
{
    /// <inheritdoc />
    public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Hashes are written only.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString("x16", CultureInfo.InvariantCulture));
    }
}
