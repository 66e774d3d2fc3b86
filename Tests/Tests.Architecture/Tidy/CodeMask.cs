namespace Tests.Architecture.Tidy;

/// <summary>
/// A source text with its comments, strings and characters blanked out, each by as many spaces, so that positions and
/// lines stay. What is left is code: braces and words in it mean what they say.
/// </summary>
internal sealed class CodeMask
{
    private readonly string _text;
    private readonly char[] _code;
    private int _at;

    private CodeMask(string text)
    {
        _text = text;
        _code = text.ToCharArray();
    }

    /// <summary>Returns the text with everything but code blanked out.</summary>
    public static string Of(string text)
    {
        var mask = new CodeMask(text);
        mask.SkipCode(closing: '\0');
        return new string(mask._code);
    }

    // Runs to the end of the text, or to the brace that closes an interpolation's hole.
    private void SkipCode(char closing)
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            var here = _text[_at];
            if (here == closing && depth == 0)
            {
                return;
            }

            depth += here switch { '{' => 1, '}' => -1, _ => 0 };
            if (!TrySkipCommentOrText())
            {
                _at++;
            }
        }
    }

    private bool TrySkipCommentOrText()
    {
        var start = _at;
        if (Sees("//"))
        {
            SkipTo("\n", isPast: false);
        }
        else if (Sees("/*"))
        {
            SkipTo("*/", isPast: true);
        }
        else if (_text[_at] == '\'')
        {
            SkipCharacter();
        }
        else if (!TrySkipString())
        {
            return false;
        }

        Blank(start);
        return true;
    }

    private bool TrySkipString()
    {
        var open = _at;
        while (open < _text.Length && _text[open] is '$' or '@')
        {
            open++;
        }

        if (open >= _text.Length || _text[open] != '"')
        {
            return false;
        }

        var prefix = _text[_at..open];
        var quotes = CountOf('"', open);
        _at = open;
        var holeBraces = prefix.Count(sign => sign == '$');
        var isVerbatim = prefix.Contains('@', StringComparison.Ordinal);
        if (quotes >= 3 && !isVerbatim)
        {
            _at += quotes;
            SkipText(new string('"', quotes), holeBraces, isVerbatim: true, isRaw: true);
        }
        else
        {
            _at++;
            SkipText("\"", holeBraces, isVerbatim, isRaw: false);
        }

        return true;
    }

    private void SkipText(string closing, int holeBraces, bool isVerbatim, bool isRaw)
    {
        while (_at < _text.Length)
        {
            if (!isRaw && isVerbatim && Sees("\"\""))
            {
                _at += 2;
            }
            else if (Sees(closing))
            {
                _at += closing.Length;
                return;
            }
            else if (!isVerbatim && _text[_at] == '\\')
            {
                _at += 2;
            }
            else if (holeBraces > 0 && _text[_at] == '{')
            {
                SkipBraces(holeBraces, isRaw);
            }
            else
            {
                _at++;
            }
        }
    }

    // Doubled braces are text in an ordinary interpolation; in a raw one, fewer braces than dollars are.
    private void SkipBraces(int holeBraces, bool isRaw)
    {
        var count = CountOf('{', _at);
        _at += count;
        var opensHole = isRaw ? count >= holeBraces : count % 2 == 1;
        if (!opensHole)
        {
            return;
        }

        SkipCode(closing: '}');
        _at = Math.Min(_text.Length, _at + (isRaw ? holeBraces : 1));
    }

    private void SkipCharacter()
    {
        _at++;
        while (_at < _text.Length && _text[_at] is not ('\'' or '\n'))
        {
            _at += _text[_at] == '\\' ? 2 : 1;
        }

        _at = Math.Min(_text.Length, _at + 1);
    }

    private void SkipTo(string mark, bool isPast)
    {
        var found = _text.IndexOf(mark, _at, StringComparison.Ordinal);
        _at = found < 0 ? _text.Length : found + (isPast ? mark.Length : 0);
    }

    private void Blank(int start)
    {
        _at = Math.Min(_at, _text.Length);
        for (var position = start; position < _at; position++)
        {
            if (_code[position] != '\n')
            {
                _code[position] = ' ';
            }
        }
    }

    private bool Sees(string mark) => string.CompareOrdinal(_text, _at, mark, 0, mark.Length) == 0;

    private int CountOf(char sign, int from)
    {
        var end = from;
        while (end < _text.Length && _text[end] == sign)
        {
            end++;
        }

        return end - from;
    }
}
