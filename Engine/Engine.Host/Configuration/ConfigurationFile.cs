using System.Text;
using System.Text.Json;
using Engine.Host.Cli;

namespace Engine.Host.Configuration;

/// <summary>
/// Reads settings from a JSON file: objects within objects, their names joined by points. Comments are allowed.
/// </summary>
internal static class ConfigurationFile
{
    /// <summary>The file that is read where none is named.</summary>
    public const string DefaultName = "engine.json";

    private static readonly JsonReaderOptions ReaderOptions = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads the file.</summary>
    /// <exception cref="UsageException">It cannot be read or is not such JSON: names file and line.</exception>
    public static List<RawSetting> Read(string path)
    {
        var bytes = ReadBytes(path);
        if (!bytes.AsSpan().ContainsAnyExcept(" \t\r\n"u8))
        {
            throw new UsageException($"{path}: the file is empty; write one JSON object, {{}} for nothing set");
        }

        var settings = new List<RawSetting>();
        var names = new List<string>();
        var reader = new Utf8JsonReader(bytes, ReaderOptions);
        try
        {
            while (reader.Read())
            {
                Take(ref reader, names, settings, place: $"{path} line {LineOf(bytes, reader.TokenStartIndex)}");
            }
        }
        catch (JsonException exception)
        {
            var sentence = exception.Message.Split(" LineNumber:", 2)[0].TrimEnd('.');
            throw new UsageException($"{path} line {exception.LineNumber + 1}: not valid JSON: {sentence}", exception);
        }

        return settings;
    }

    private static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException(
                $"{path}: that is a folder; name the file in it, such as {Path.Combine(path, DefaultName)}");
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: the configuration cannot be read: {exception.Message}", exception);
        }
    }

    private static void Take(ref Utf8JsonReader reader, List<string> names, List<RawSetting> settings, string place)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                names.Add(reader.GetString() ?? string.Empty);
                return;
            case JsonTokenType.StartObject:
                return;
            case JsonTokenType.StartArray or JsonTokenType.Null:
                throw new UsageException(
                    $"{place}: '{string.Join('.', names)}' must be a number, a text or a truth value");
            case JsonTokenType.EndObject:
                if (names.Count > 0 && !settings.Exists(IsWithin))
                {
                    var section = string.Join('.', names);
                    settings.Add(new RawSetting(section, string.Empty, place) { IsEmptySection = true });
                }

                break;
            default:
                Add(reader.TokenType == JsonTokenType.String
                    ? reader.GetString() ?? string.Empty
                    : Encoding.UTF8.GetString(reader.ValueSpan));
                break;
        }

        if (names.Count > 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        bool IsWithin(RawSetting setting) => setting.Key.StartsWith(
            string.Join('.', names) + '.', StringComparison.OrdinalIgnoreCase);

        void Add(string value)
        {
            if (names.Count == 0)
            {
                throw new UsageException($"{place}: the file must hold one JSON object");
            }

            var key = string.Join('.', names);
            if (settings.Exists(setting => string.Equals(setting.Key, key, StringComparison.OrdinalIgnoreCase)))
            {
                throw new UsageException($"{place}: '{key}' is set twice; keep one");
            }

            settings.Add(new RawSetting(key, value, place));
        }
    }

    private static int LineOf(ReadOnlySpan<byte> bytes, long index) => bytes[..(int)index].Count((byte)'\n') + 1;
}
