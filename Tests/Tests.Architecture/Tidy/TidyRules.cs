using System.Text.RegularExpressions;

namespace Tests.Architecture.Tidy;

/// <summary>
/// What the sources may not look like. Every check takes one file's path and text, and returns sentences.
/// </summary>
/// <remarks>The words that are sought are written so that this file does not hold them.</remarks>
internal static partial class TidyRules
{
    /// <summary>The longest line, in characters as a reader counts them.</summary>
    public const int MaxColumns = 120;

    /// <summary>The longest file, in lines.</summary>
    public const int MaxFileLines = 600;

    /// <summary>The longest body of a member, in lines, braces included.</summary>
    public const int MaxBodyLines = 70;

    /// <summary>Returns what is untidy in a C# source, as <c>path:line: what</c>.</summary>
    public static List<string> CheckSource(string path, string text)
    {
        var complaints = new List<string>();
        var lines = text.Split('\n');
        var code = CodeMask.Of(text).Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var what = CheckLine(lines[index].TrimEnd('\r'), code[index]);
            complaints.AddRange(what.Select(sentence => $"{path}:{index + 1}: {sentence}"));
        }

        var lineCount = lines.Length - (lines[^1].Length == 0 ? 1 : 0);
        if (lineCount > MaxFileLines)
        {
            complaints.Add($"{path}: {lineCount} lines; {MaxFileLines} are the most");
        }

        return complaints;
    }

    /// <summary>Returns what is untidy in how a C# source divides into types and members.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="knownLong">Members that are known to be too long, as <c>path: member</c>.</param>
    public static List<string> CheckShape(string path, string text, IEnumerable<string> knownLong)
    {
        var complaints = new List<string>();
        var shape = CodeShape.Of(text);
        if (shape.TopLevelTypes.Count > 1)
        {
            complaints.Add($"{path}: {string.Join(", ", shape.TopLevelTypes)}; one type to a file");
        }

        complaints.AddRange(LongMembers(shape)
            .Where(member => !knownLong.Contains($"{path}: {member.Name}"))
            .Select(member => $"{path}:{member.Line}: {member.Name} has {member.BodyLines} lines; "
                + $"{MaxBodyLines} are the most"));
        return complaints;
    }

    /// <summary>Returns the members that are too long.</summary>
    public static IEnumerable<CodeMember> LongMembers(CodeShape shape) =>
        shape.Members.Where(member => member.BodyLines > MaxBodyLines);

    /// <summary>Returns the words in any text file that have no place in it, as <c>path:line: what</c>.</summary>
    public static List<string> CheckWords(string path, string text)
    {
        var complaints = new List<string>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var found = Marker().Matches(line).Concat(MachinePath().Matches(line)).Concat(Author().Matches(line));
            complaints.AddRange(found.Select(match => $"{path}:{index + 1}: '{match.Value}' has no place in a file"));
        }

        return complaints;
    }

    private static IEnumerable<string> CheckLine(string line, string code)
    {
        var columns = line.EnumerateRunes().Count();
        if (columns > MaxColumns)
        {
            yield return $"{columns} columns; {MaxColumns} are the most";
        }

        if (RegionDirective().IsMatch(code))
        {
            yield return "a region hides what should be its own type";
        }

        if (NotWritten().IsMatch(code))
        {
            yield return "a member that is not written is absent, never a stub";
        }

        if (IsCommentedCode(line, code))
        {
            yield return "code in a comment; the history keeps what is gone";
        }
    }

    private static bool IsCommentedCode(string line, string code)
    {
        var text = line.Trim();
        return code.Trim().Length == 0
            && text.StartsWith("//", StringComparison.Ordinal)
            && !text.StartsWith("///", StringComparison.Ordinal)
            && Statement().IsMatch(text[2..].Trim());
    }

    [GeneratedRegex(@"\b(?:TO[D]O|FI[X]ME|HA[C]K|X[X]X)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Marker();

    [GeneratedRegex(@"(?<![\w.~-])/(?:work|tmp|home|root)/", RegexOptions.ExplicitCapture)]
    private static partial Regex MachinePath();

    // The header User-Agent is HTTP's own word.
    [GeneratedRegex(
        @"(?<!user[- ])\ba[g]ents?\b|session\shelper|\bchat[g]pt\b|\bcopi[l]ot\b|\bclau[d]e\b|\banthro[p]ic\b"
        + @"|\bopen[a]i\b|\bl[l]ms?\b|language\smodel|\bAI-gene[r]ated\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Author();

    [GeneratedRegex(@"^\s*#\s*(?:end)?region\b", RegexOptions.ExplicitCapture)]
    private static partial Regex RegionDirective();

    [GeneratedRegex(@"\bNotImplementedException\b", RegexOptions.ExplicitCapture)]
    private static partial Regex NotWritten();

    [GeneratedRegex(
        @"^(?:(?:var|await|return|throw|public|private|internal|protected)\b.*;|[\w.\[\]<>]+\(.*\);"
        + @"|[\w.\[\]<>]+\s*[-+*/|&]?=\s.+;|[{}])$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Statement();
}
