using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Journal.Reading;
using Journal.Writing;
using Tests.Journal.Support;

namespace Tests.Journal.Writing;

internal sealed class JournalEventSinkTests
{
    [Test]
    public void Publish_writes_runs_as_they_are()
    {
        var storage = new MemoryStorage();
        Event[] run = [At(5, EventFlags.None), At(5, EventFlags.LastOfRun)];
        using (var writer = JournalWriter.Create(Samples.Options("memory"), storage))
        {
            var result = new JournalEventSink(writer).Publish(run);
            Assert.That(result, Is.EqualTo(SinkResult.Published));
            writer.Complete();
        }

        using var cursor = JournalReader.Open(storage).OpenEvents();
        Assert.That(Samples.Bytes(Samples.ReadAll(cursor)).SequenceEqual(Samples.Bytes(run)), Is.True);
    }

    [Test]
    public void Publish_refuses_time_that_goes_backwards_and_takes_what_is_right_after_it()
    {
        using var writer = JournalWriter.Create(Samples.Options("memory"), new MemoryStorage());
        var sink = new JournalEventSink(writer);
        sink.Publish([At(9, EventFlags.LastOfRun)]);

        var error = Assert.Throws<JournalException>(() => sink.Publish([At(8, EventFlags.LastOfRun)]));

        Assert.That(error.Message, Does.Contain("from 9 to 8"));
        Assert.That(error.Category, Is.EqualTo(JournalErrorCategory.Data));
        Assert.That(sink.Publish([At(9, EventFlags.LastOfRun)]), Is.EqualTo(SinkResult.Published));
        Assert.That(writer.NextSequence, Is.EqualTo(2));
    }

    [Test]
    public void Publish_refuses_what_is_not_one_message()
    {
        using var writer = JournalWriter.Create(Samples.Options("memory"), new MemoryStorage());
        var sink = new JournalEventSink(writer);

        Assert.Multiple(() =>
        {
            Assert.Throws<JournalException>(() => sink.Publish([]));
            Assert.Throws<JournalException>(() => sink.Publish([At(1, EventFlags.None)]));
            Assert.Throws<JournalException>(() => sink.Publish(new Event[Event.RunLengthMax + 1]));
        });
    }

    private static Event At(long time, EventFlags flags) => new()
    {
        Time = new TimestampNs(time),
        Kind = EventKind.Trade,
        Flags = flags,
    };
}
