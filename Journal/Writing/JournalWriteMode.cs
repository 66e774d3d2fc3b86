namespace Journal.Writing;

/// <summary>What a journal is written for.</summary>
public enum JournalWriteMode
{
    /// <summary>
    /// By a command that makes the whole journal (generate, import, backtest, merge). Same slots, same bytes, however
    /// they were handed over; the journal takes its name only when it is complete and on the device.
    /// </summary>
    Offline,

    /// <summary>
    /// By a session: each flush ends a frame, and what is flushed is there whatever happens to the process.
    /// </summary>
    Live,
}
