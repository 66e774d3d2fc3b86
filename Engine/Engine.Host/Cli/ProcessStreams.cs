using System.Collections;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Engine.Host.Cli;

/// <summary>The process's own streams and environment.</summary>
internal static class ProcessStreams
{
    private const int BufferSize = 64 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Standard output, buffered.</summary>
    public static TextWriter OpenOutput() => new StreamWriter(OpenOutputStream(), Utf8, BufferSize);

    /// <summary>Standard error; every write is seen at once.</summary>
    public static TextWriter OpenError() => new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true };

    /// <summary>Writes what is buffered; a reader that has gone is no error.</summary>
    /// <returns>The exit code: the command's own, or that of an output that could not be written.</returns>
    public static int Close(TextWriter output, int code, CommandContext context)
    {
        try
        {
            output.Dispose();
            return code;
        }
        catch (IOException exception) when (ErrorReport.IsReaderGone(exception))
        {
            // Nobody reads it.
            return code;
        }
        catch (IOException exception)
        {
            return ErrorReport.Write(exception, context);
        }
        catch (UnauthorizedAccessException exception)
        {
            // So the runtime says that the shell has closed it, and that its number is another file's.
            return ErrorReport.Write(
                new IOException("standard output is closed: what the command had to say is lost", exception), context);
        }
    }

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

    /// <summary>
    /// The console's own stream swallows the news that a pipe's reader has gone, and a long listing would go on for
    /// nobody. A plain file is left to it: there the position is shared with whoever else writes to that file.
    /// </summary>
    private static Stream OpenOutputStream()
    {
        const int StandardOutput = 1;
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(
            new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
