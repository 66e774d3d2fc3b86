using System.Text.Json;
using System.Text.Json.Serialization;
using Engine.Model.Units;
using Journal.Rendering;

namespace Replay.Reports;

/// <summary>A time as an ISO string in UTC, to the nanosecond.</summary>
public sealed class InstantConverter : JsonConverter<TimestampNs>
{
    /// <inheritdoc />
    public override TimestampNs Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Times are written only.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TimestampNs value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(IsoTime.Format(value));
    }
}
