namespace Replay.Quality;

/// <summary>
/// Watches ids that may count up one by one. Whether they do shows only with time: what is missing counts if at least
/// half of the steps were steps of one. One thread.
/// </summary>
internal sealed class IdChain
{
    private long _last;
    private long _steps;
    private long _plain;

    /// <summary>Whether the ids count up one by one.</summary>
    internal bool IsDense => _plain * 2 >= _steps && _steps > 0;

    /// <summary>Forgets the last id: what follows begins anew.</summary>
    internal void Break() => _last = 0;

    /// <summary>Takes the ids of a message.</summary>
    /// <param name="first">Its first id.</param>
    /// <param name="last">Its last id.</param>
    /// <returns>How many ids are missing before it.</returns>
    internal long Take(long first, long last)
    {
        var before = _last;
        if (first <= 0 || last < first)
        {
            return 0;
        }

        _last = Math.Max(_last, last);
        if (before == 0 || first <= before)
        {
            return 0;
        }

        _steps++;
        _plain += first == before + 1 ? 1 : 0;
        return first - before - 1;
    }
}
