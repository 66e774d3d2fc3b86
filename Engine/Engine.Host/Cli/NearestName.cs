namespace Engine.Host.Cli;

/// <summary>Finds what somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that takes the fewest edits, upper and lower case being equal; null where none is near.</summary>
    public static string? Find(string text, IEnumerable<string> known)
    {
        string? best = null;

        // More than a third of the letters wrong is another word, not a slip.
        var fewest = (text.Length / 3) + 2;
        foreach (var name in known)
        {
            var edits = Distance(text.ToLowerInvariant(), name.ToLowerInvariant());
            if (edits < fewest)
            {
                (best, fewest) = (name, edits);
            }
        }

        return best;
    }

    private static int Distance(string left, string right)
    {
        var above = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(above[j], current[j - 1]) + 1);
            }

            (above, current) = (current, above);
        }

        return above[right.Length];
    }
}
