using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Engine.Host.Cli;

namespace Engine.Host.Output;

/// <summary>Writes the one JSON document of a command.</summary>
internal static class JsonOutput
{
    /// <summary>The shapes of all documents.</summary>
    public static HostJsonContext Shapes { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,

        // The document goes to a terminal or a program, never into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes the document and a line break.</summary>
    public static void Write<T>(CommandContext context, T document, JsonTypeInfo<T> shape) =>
        context.Out.WriteLine(JsonSerializer.Serialize(document, shape));

    /// <summary>64 bits as every document writes them.</summary>
    public static string Hex(ulong bits) => bits.ToString("x16");
}
