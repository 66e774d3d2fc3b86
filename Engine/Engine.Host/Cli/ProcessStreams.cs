using System.Collections;
using System.Text;

namespace Engine.Host.Cli;

/// <summary>The process's own streams and environment.</summary>
internal static class ProcessStreams
{
    private const int BufferSize = 64 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Standard output; flushed when disposed.</summary>
    public static TextWriter OpenOutput() => new StreamWriter(Console.OpenStandardOutput(), Utf8, BufferSize);

    /// <summary>Standard error; every write is seen at once.</summary>
    public static TextWriter OpenError() => new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true };

    /// <summary>The environment, by the ordinal names of its variables.</summary>
    public static SortedDictionary<string, string> ReadEnvironment()
    {
        var environment = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            environment[(string)entry.Key] = (string?)entry.Value ?? string.Empty;
        }

        return environment;
    }
}
