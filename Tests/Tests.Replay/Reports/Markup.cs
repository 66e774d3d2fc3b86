namespace Tests.Replay.Reports;

/// <summary>A strict reader of the little HTML that reports use: what opens must close, in order.</summary>
internal static class Markup
{
    private static readonly string[] Voids = ["meta", "link"];

    // What these hold is text to the browser, up to their end tag.
    private static readonly string[] RawText = ["script", "style"];

    /// <summary>Reads a page.</summary>
    /// <returns>The first fault with its surroundings; null for a sound page.</returns>
    public static string? FirstFault(string html)
    {
        var open = new Stack<string>();
        for (var at = html.IndexOf('<'); at >= 0; at = html.IndexOf('<', at))
        {
            var end = html.IndexOf('>', at);
            if (end < 0)
            {
                return $"a tag without an end: {Around(html, at)}";
            }

            var tag = html[(at + 1)..end];
            if (tag.Count(sign => sign == '"') % 2 != 0 || tag.Contains('<', StringComparison.Ordinal))
            {
                return $"a tag with a broken attribute: {Around(html, at)}";
            }

            if (tag.StartsWith('/'))
            {
                if (open.Count == 0 || open.Pop() != tag[1..])
                {
                    return $"an end tag that closes nothing: {Around(html, at)}";
                }
            }
            else if (tag[0] != '!')
            {
                var name = tag.Split(' ')[0];
                if (RawText.Contains(name))
                {
                    end = html.IndexOf($"</{name}>", end, StringComparison.Ordinal) + name.Length + 2;
                }
                else if (!Voids.Contains(name))
                {
                    open.Push(name);
                }
            }

            at = end + 1;
        }

        return open.Count == 0 ? null : $"never closed: {open.Peek()}";
    }

    private static string Around(string html, int at) => html.Substring(at, Math.Min(80, html.Length - at));
}
