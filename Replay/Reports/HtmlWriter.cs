namespace Replay.Reports;

/// <summary>Writes elements that close in the order in which they were opened, and escapes everything.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Names and values; a value is escaped, an empty one left out.</param>
    public void Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteStart(tag, attributes);
        _open.Push(tag);
    }

    /// <summary>Closes the element opened last.</summary>
    public void Close() => output.Write($"</{_open.Pop()}>\n");

    /// <summary>Writes an element that holds nothing but text.</summary>
    public void Element(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        WriteStart(tag, attributes);
        output.Write(HtmlText.Escape(text));
        output.Write($"</{tag}>");
    }

    /// <summary>Writes an element that has no end tag.</summary>
    public void Void(string tag, params ReadOnlySpan<(string Name, string Value)> attributes) =>
        WriteStart(tag, attributes);

    /// <summary>Writes text.</summary>
    public void Text(string text) => output.Write(HtmlText.Escape(text));

    /// <summary>Writes what is markup already, from this assembly only.</summary>
    public void Raw(string markup) => output.Write(markup);

    private void WriteStart(string tag, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        output.Write('<');
        output.Write(tag);
        foreach (var (name, value) in attributes)
        {
            if (value.Length > 0)
            {
                output.Write($" {name}=\"{HtmlText.Escape(value)}\"");
            }
        }

        output.Write('>');
    }
}
