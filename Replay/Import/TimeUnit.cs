namespace Replay.Import;

/// <summary>The unit of a file's times.</summary>
public enum TimeUnit
{
    /// <summary>By the number of digits, row by row; files have changed their unit in the past.</summary>
    Auto,

    /// <summary>Seconds, perhaps with a fraction.</summary>
    Seconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Microseconds.</summary>
    Microseconds,

    /// <summary>Nanoseconds.</summary>
    Nanoseconds,
}
