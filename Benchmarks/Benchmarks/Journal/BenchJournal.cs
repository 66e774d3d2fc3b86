using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Journal.Writing;

namespace Benchmarks.Journal;

/// <summary>A live journal as a session has it, its spare segment ready; it goes with the run.</summary>
internal sealed class BenchJournal : IDisposable
{
    private readonly string _directory;

    internal BenchJournal(BenchFolder folder, Durability durability)
    {
        _directory = folder["live"];
        Writer = JournalWriter.Create(new JournalWriterOptions
        {
            Directory = _directory,
            JournalId = JournalId.Create(),
            CreatedTime = TimestampNs.Zero,
            EngineVersion = "bench",
            Mode = JournalWriteMode.Live,
            Durability = durability,
            SyncsInBackground = true,
        });
        SpinWait.SpinUntil(() => Writer.SpareSegment != SpareSegmentState.Making);
    }

    internal JournalWriter Writer { get; }

    public void Dispose()
    {
        Writer.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
