namespace Replay.Import.Csv;

/// <summary>Cuts a line into its fields, as RFC 4180 says for fields that end on their line. Stateless.</summary>
internal static class CsvCutter
{
    /// <summary>Why a line cannot be cut: a field goes on behind the line's end.</summary>
    internal const string Unclosed = "a quote is not closed on its line";

    /// <summary>Why a line cannot be cut: quotes belong around a whole field, and are doubled inside one.</summary>
    internal const string Stray = "a quote stands inside a field";

    private const byte Comma = (byte)',';
    private const byte Quote = (byte)'"';
    private const byte Blank = (byte)' ';

    /// <summary>Cuts a line; blanks around a field do not count.</summary>
    /// <param name="line">The line; doubled quotes of quoted fields are made single in it.</param>
    /// <param name="columns">Where the fields begin and end; fields for which there is no room are not cut.</param>
    /// <param name="fault">Why the line cannot be cut; null where it can.</param>
    /// <returns>How many fields; 0 where there is a fault.</returns>
    internal static int Cut(Span<byte> line, Span<(int Start, int End)> columns, out string? fault)
    {
        fault = null;
        return line.Contains(Quote) ? CutQuoted(line, columns, out fault) : CutPlain(line, columns);
    }

    /// <summary>The fields of a line as texts, such as those of a header.</summary>
    internal static string[] Texts(ReadOnlySpan<byte> line, out string? fault)
    {
        var copy = line.ToArray();
        var columns = new (int Start, int End)[line.Count(Comma) + 1];
        var texts = new string[Cut(copy, columns, out fault)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = System.Text.Encoding.UTF8.GetString(copy.AsSpan(columns[i].Start..columns[i].End)).Trim();
        }

        return texts;
    }

    private static int CutPlain(ReadOnlySpan<byte> line, Span<(int Start, int End)> columns)
    {
        var count = 0;
        var start = 0;
        while (count < columns.Length)
        {
            var length = line[start..].IndexOf(Comma);
            var end = length < 0 ? line.Length : start + length;
            columns[count++] = Trim(line, start, end);
            if (length < 0)
            {
                break;
            }

            start = end + 1;
        }

        return count;
    }

    private static int CutQuoted(Span<byte> line, Span<(int Start, int End)> columns, out string? fault)
    {
        fault = null;
        var count = 0;
        var start = 0;
        while (start <= line.Length)
        {
            var first = SkipBlanks(line, start);
            var isQuoted = first < line.Length && line[first] == Quote;
            var (from, to, next) = isQuoted ? Quoted(line, first + 1, out fault) : Plain(line, start, out fault);
            if (fault is not null)
            {
                return 0;
            }

            if (count < columns.Length)
            {
                columns[count++] = Trim(line, from, to);
            }

            start = next + 1;
        }

        return count;
    }

    /// <summary>A field up to the comma behind it; next is that comma, or the line's end.</summary>
    private static (int From, int To, int Next) Plain(ReadOnlySpan<byte> line, int start, out string? fault)
    {
        var length = line[start..].IndexOf(Comma);
        var end = length < 0 ? line.Length : start + length;
        fault = line[start..end].Contains(Quote) ? Stray : null;
        return (start, end, end);
    }

    private static (int From, int To, int Next) Quoted(Span<byte> line, int start, out string? fault)
    {
        var to = start;
        for (var at = start; at < line.Length; at++)
        {
            if (line[at] == Quote)
            {
                if (at + 1 >= line.Length || line[at + 1] != Quote)
                {
                    var next = SkipBlanks(line, at + 1);
                    fault = next < line.Length && line[next] != Comma ? Stray : null;
                    return (start, to, next);
                }

                at++;
            }

            line[to++] = line[at];
        }

        fault = Unclosed;
        return default;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> line, int start)
    {
        while (start < line.Length && line[start] == Blank)
        {
            start++;
        }

        return start;
    }

    private static (int Start, int End) Trim(ReadOnlySpan<byte> line, int start, int end)
    {
        while (start < end && line[start] == Blank)
        {
            start++;
        }

        while (end > start && line[end - 1] == Blank)
        {
            end--;
        }

        return (start, end);
    }
}
