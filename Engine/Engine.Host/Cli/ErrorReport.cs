using Engine.Core;
using Engine.Host.Composition;
using Journal;
using Replay.Import;
using Replay.Sessions;
using Replay.Sweeps;

namespace Engine.Host.Cli;

/// <summary>Turns what was thrown into one line and an exit code: the one place where that is decided.</summary>
internal static class ErrorReport
{
    private const int DiskFullHResult = unchecked((int)0x80070070);
    private const int NoSpaceErrno = 28;
    private const int BrokenPipeErrno = 32;

    /// <summary>Writes <c>error: …</c>, with the stack where asked.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(Exception exception, CommandContext context)
    {
        if (exception is OperationCanceledException)
        {
            context.Error.WriteLine("interrupted");
            return ExitCode.Interrupted;
        }

        if (IsReaderGone(exception))
        {
            // As `head` does: what was wanted has been read, and nobody is there to be told more.
            return ExitCode.Ok;
        }

        var code = CodeOf(exception);
        var message = code == ExitCode.Internal ? Internal(exception) : Mendable(exception);
        context.Error.WriteLine($"error: {OneLine(message)}");
        if (context.IsVerbose)
        {
            context.Error.WriteLine(exception);
        }

        return code;
    }

    /// <summary>Whether the process that reads our output has gone.</summary>
    public static bool IsReaderGone(Exception exception) => exception is IOException { HResult: BrokenPipeErrno };

    /// <summary>The exit code of an exception.</summary>
    public static int CodeOf(Exception exception) => exception switch
    {
        JournalException journal => journal.Category switch
        {
            JournalErrorCategory.Usage => ExitCode.Usage,
            JournalErrorCategory.Data => ExitCode.BadData,
            JournalErrorCategory.Safety => ExitCode.Refused,
            _ => ExitCode.Environment,
        },
        ImportException import => import.Category switch
        {
            ImportErrorCategory.Usage => ExitCode.Usage,
            ImportErrorCategory.BadData => ExitCode.BadData,
            _ => ExitCode.Environment,
        },
        UsageException or RunConfigurationException => ExitCode.Usage,
        SweepException sweep => sweep.IsLocked ? ExitCode.Refused : sweep.IsDamaged ? ExitCode.BadData : ExitCode.Usage,
        ImpureStrategyException => ExitCode.Refused,
        // The stream itself is impossible: whoever made it is at fault, not this program.
        CoreFaultException { InnerException: InvalidDataException } => ExitCode.BadData,
        CoreFaultException => ExitCode.Internal,
        ArgumentException => ExitCode.Usage,
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => ExitCode.Usage,
        InvalidDataException => ExitCode.BadData,
        IOException => ExitCode.Environment,
        _ => ExitCode.Internal,
    };

    private static string Mendable(Exception exception) => exception switch
    {
        // The parameter's name is ours; to the reader the sentence is all there is.
        ArgumentException { ParamName: { } name } => exception.Message.Replace($" (Parameter '{name}')", string.Empty),
        UnauthorizedAccessException => $"{exception.Message} Change its permissions, or name another path.",
        IOException io when io.HResult is DiskFullHResult or NoSpaceErrno =>
            $"{io.Message}; free space on the disk, then run the command again",
        _ => exception.Message,
    };

    private static string Internal(Exception exception) =>
        $"internal error, please report it: {exception.GetType().Name}: {exception.Message}"
        + (exception.InnerException is { } inner ? $" ({inner.GetType().Name}: {inner.Message})" : string.Empty)
        + "; --verbose shows the stack";

    /// <summary>
    /// The text on one line, its control characters visible: what a hostile file says must not steer the terminal.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Any(char.IsControl)
            ? string.Concat(line.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()))
            : line;
    }
}
