namespace Engine.Model.Events;

/// <summary>Where a parser or importer puts what it has read: the ring live, a journal when importing.</summary>
public interface IEventSink
{
    /// <summary>Takes one whole run: a venue message, parsed. Called by one thread.</summary>
    /// <param name="run">
    /// At most <see cref="Event.RunLengthMax" /> slots, the last marked as such. Copied before return.
    /// </param>
    /// <returns>What became of it.</returns>
    SinkResult Publish(ReadOnlySpan<Event> run);
}
