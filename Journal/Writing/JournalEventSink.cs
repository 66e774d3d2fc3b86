using Engine.Model.Events;

namespace Journal.Writing;

/// <summary>
/// Writes what parsers and importers publish into a journal. One thread. It clamps nothing and drops nothing.
/// </summary>
public sealed class JournalEventSink : IEventSink
{
    private readonly JournalWriter _writer;
    private long _lastTime = long.MinValue;

    /// <summary>Makes the sink of a writer, which stays the caller's to complete.</summary>
    public JournalEventSink(JournalWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
    }

    /// <inheritdoc />
    /// <exception cref="JournalException">
    /// The run is empty, too long or not marked at its end, or its time goes backwards (Data); the disk failed (Io).
    /// Nothing of a refused run is in the journal.
    /// </exception>
    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        if (run.IsEmpty || run.Length > Event.RunLengthMax || !run[^1].IsLastOfRun)
        {
            throw Refused($"a run of {run.Length} slots is not one message of 1 to {Event.RunLengthMax}");
        }

        var time = _lastTime;
        foreach (ref readonly var slot in run)
        {
            if (slot.Time.Value < time)
            {
                throw Refused($"time goes backwards, from {time} to {slot.Time.Value} ns");
            }

            time = slot.Time.Value;
        }

        _writer.AppendEvents(run);
        _lastTime = time;
        return SinkResult.Published;
    }

    private JournalException Refused(string what) => new(
        JournalErrorCategory.Data, _writer.Directory, $"event {_writer.NextSequence} is refused: {what}",
        "sort or correct the source");
}
