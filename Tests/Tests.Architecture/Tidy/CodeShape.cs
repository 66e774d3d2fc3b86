using System.Text.RegularExpressions;

namespace Tests.Architecture.Tidy;

/// <summary>
/// The types and members of one source file, by counting braces: enough for sizes, no compiler needed.
/// </summary>
internal sealed partial class CodeShape
{
    private readonly Stack<Block> _blocks = new();
    private readonly string _code;
    private int _headerStart;
    private int _line = 1;
    private int _nesting;

    private CodeShape(string code)
    {
        _code = code;
    }

    private enum BlockKind
    {
        Namespace,
        Type,
        Member,
        Other,
    }

    /// <summary>The names of the types that no other type holds, in order.</summary>
    public List<string> TopLevelTypes { get; } = [];

    /// <summary>The members with a body in braces, in order of their end.</summary>
    public List<CodeMember> Members { get; } = [];

    /// <summary>Returns the shape of a source text.</summary>
    public static CodeShape Of(string text)
    {
        var shape = new CodeShape(CodeMask.Of(text));
        shape.Read();
        return shape;
    }

    private void Read()
    {
        for (var at = 0; at < _code.Length; at++)
        {
            switch (_code[at])
            {
                case '\n':
                    _line++;
                    break;
                case '(' or '[':
                    _nesting++;
                    break;
                case ')' or ']':
                    _nesting--;
                    break;
                case ';' when _nesting == 0:
                    Note(_code[_headerStart..at]);
                    _headerStart = at + 1;
                    break;
                case '{':
                    Open(at);
                    break;
                case '}':
                    Close(at);
                    break;
                default:
                    break;
            }
        }
    }

    private void Open(int at)
    {
        var header = _code[_headerStart..at];
        Note(header);
        _blocks.Push(new Block(KindOf(header), NameOf(header), _line, _nesting));
        _nesting = 0;
        _headerStart = at + 1;
    }

    private void Close(int at)
    {
        if (_blocks.TryPop(out var block))
        {
            _nesting = block.OuterNesting;
            if (block.Kind == BlockKind.Member)
            {
                Members.Add(new CodeMember(block.Name, block.Line, _line - block.Line + 1));
            }
        }

        _headerStart = at + 1;
    }

    // A type may end in a brace or, as a record of one line does, in a semicolon.
    private void Note(string header)
    {
        var isOutside = _blocks.All(block => block.Kind == BlockKind.Namespace);
        if (_nesting == 0 && isOutside && TypeHeader().Match(Bare(header)) is { Success: true } match)
        {
            TopLevelTypes.Add(match.Groups["name"].Value);
        }
    }

    private BlockKind KindOf(string header)
    {
        var bare = Bare(header);
        if (_nesting > 0)
        {
            return BlockKind.Other;
        }

        if (NamespaceHeader().IsMatch(bare))
        {
            return BlockKind.Namespace;
        }

        if (TypeHeader().IsMatch(bare))
        {
            return BlockKind.Type;
        }

        var isInType = _blocks.TryPeek(out var outer) && outer.Kind == BlockKind.Type;
        return isInType && !Initializer().IsMatch(bare) ? BlockKind.Member : BlockKind.Other;
    }

    // The header without attributes, parameters and constraints, whose words would mislead.
    private static string Bare(string header)
    {
        var bare = new char[header.Length];
        var nesting = 0;
        for (var at = 0; at < header.Length; at++)
        {
            nesting += header[at] is '(' or '[' ? 1 : 0;
            bare[at] = nesting == 0 ? header[at] : ' ';
            nesting -= header[at] is ')' or ']' ? 1 : 0;
        }

        return Constraint().Split(new string(bare))[0];
    }

    private static string NameOf(string header)
    {
        var words = Word().Matches(TypeArguments().Replace(Bare(header).Split("=>")[0], ""));
        return words.Count == 0 ? "" : words[^1].Value;
    }

    [GeneratedRegex(
        @"(?<![\w.])(?:class|struct|interface|enum|record)\s+(?:(?:class|struct)\s+)?(?<name>\w+)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"\bnamespace\s", RegexOptions.ExplicitCapture)]
    private static partial Regex NamespaceHeader();

    [GeneratedRegex(@"\bwhere\s", RegexOptions.ExplicitCapture)]
    private static partial Regex Constraint();

    [GeneratedRegex(@"(?<![=!<>+\-*/|&^%])=(?![=>])", RegexOptions.ExplicitCapture)]
    private static partial Regex Initializer();

    [GeneratedRegex(@"<[^<>]*>", RegexOptions.ExplicitCapture)]
    private static partial Regex TypeArguments();

    [GeneratedRegex(@"\w+", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    private readonly record struct Block(BlockKind Kind, string Name, int Line, int OuterNesting);
}
