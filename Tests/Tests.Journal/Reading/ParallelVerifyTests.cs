using Engine.Model.Events;
using Journal.Compression;
using Journal.Inspection;
using Journal.Reading;
using Tests.Journal.Support;

namespace Tests.Journal.Reading;

/// <summary>However many threads verify, they say what one says.</summary>
internal sealed class ParallelVerifyTests
{
    private static readonly Event[] Events = Samples.Events(seed: 61, count: 500);

    private static readonly MemoryStorage Whole = Samples.InMemory(
        Events, Samples.Commands(62, 400), segmentBytes: 8_192);

    [TestCase(false)]
    [TestCase(true)]
    public void Whole_journals_are_whole_to_many_threads(bool isCompressed)
    {
        var storage = Whole.Clone();
        if (isCompressed)
        {
            JournalCompactor.Compact(storage);
        }

        var one = JournalVerifier.Verify(JournalReader.Open(storage), jobs: 1);
        var many = JournalVerifier.Verify(JournalReader.Open(storage), jobs: 3);

        Assert.That(many, Is.EqualTo(one));
        Assert.That(many.IsIntact);
        Assert.That(many.Events, Is.EqualTo(Events.Length));
        Assert.That(many.FirstTime, Is.EqualTo(Events[0].Time));
        Assert.That(many.LastTime, Is.EqualTo(Events[^1].Time));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Damaged_journals_are_damaged_in_the_same_place(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 150; step++)
        {
            var damaged = Whole.Clone();
            var names = damaged.List();
            var name = names[random.Next(1, names.Count)];
            switch (random.Next(4))
            {
                case 0 when names.Count > 3 && name != names[0]:
                    damaged.Delete(name);
                    break;
                case 1:
                    var other = names[random.Next(1, names.Count)];
                    (damaged.Files[name].Bytes, damaged.Files[other].Bytes) =
                        (damaged.Files[other].Bytes, damaged.Files[name].Bytes);
                    break;
                case 2:
                    damaged.Files[name].SetLength(random.Next(damaged.Files[name].Bytes.Length));
                    break;
                default:
                    damaged.Files[name].Bytes[random.Next(damaged.Files[name].Bytes.Length)] ^= 2;
                    break;
            }

            var one = Verify(damaged, jobs: 1);
            var many = Verify(damaged, jobs: 4);

            Assert.That(many, Is.EqualTo(one), $"seed {seed}, step {step}");
        }
    }

    [Test]
    public void Progress_ends_with_all_bytes_on_the_calling_thread()
    {
        var told = new List<(long Done, long Total, int Thread)>();
        var progress = new Direct(share => told.Add((share.Done, share.Total, Environment.CurrentManagedThreadId)));

        JournalVerifier.Verify(JournalReader.Open(Whole), jobs: 2, progress);

        Assert.That(told, Is.Not.Empty);
        Assert.That(told.Select(share => share.Thread).Distinct(), Is.EqualTo(new[] { Environment.CurrentManagedThreadId }));
        Assert.That(told[^1].Done, Is.Positive.And.LessThanOrEqualTo(told[^1].Total));
    }

    private static JournalReport? Verify(MemoryStorage storage, int jobs)
    {
        try
        {
            return JournalVerifier.Verify(JournalReader.Open(storage), jobs);
        }
        catch (global::Journal.JournalException)
        {
            return null;
        }
    }

    private sealed class Direct(Action<(long Done, long Total)> told) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => told(value);
    }
}
