namespace Replay.Import;

/// <summary>One file to import.</summary>
/// <param name="Path">The file: plain, <c>.gz</c> or <c>.zip</c>.</param>
/// <param name="Symbol">The venue's symbol that its rows belong to; null where the command line did not say.</param>
public sealed record ImportInput(string Path, string? Symbol = null)
{
    /// <summary>Reads <c>[SYMBOL=]FILE</c>.</summary>
    /// <remarks>Only what looks like a symbol is one, so a path may hold an equals sign behind a folder.</remarks>
    public static ImportInput Parse(string argument)
    {
        ArgumentException.ThrowIfNullOrEmpty(argument);
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || argument.AsSpan(0, equals).ContainsAny('/', '\\', '.'))
        {
            return new ImportInput(argument);
        }

        return new ImportInput(argument[(equals + 1)..], argument[..equals]);
    }
}
