using Engine.Core;
using Engine.Model.Events;
using Journal;
using Journal.Inspection;
using Journal.Writing;
using Replay.Sessions;

namespace Tests.Replay.Sessions;

/// <summary>No command leaves before its cause is as safe as the journal's durability says.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OutputCommitTests : IDisposable
{
    private readonly TempJournals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Commands_leave_when_their_cause_is_journaled(
        [Values] Durability durability, [Values] bool isThreaded, [Values] bool inBackground)
    {
        using var writer = JournalWriter.OpenOrCreate(MarketTape.Options(_journals["live"]) with
        {
            Mode = JournalWriteMode.Live,
            Durability = durability,
            SyncsInBackground = inBackground,
            SegmentSizeBytes = 1 << 18,
        });
        long commands = 0;
        using (var line = new RingLine(new TradingCore(PingStrategy.Catalog), writer, isThreaded, ringCapacity: 256))
        {
            foreach (var run in PingStrategy.Preamble())
            {
                commands += SubmitAndCheck(line, writer, durability, run);
            }

            for (var i = 0; i < 300; i++)
            {
                commands += SubmitAndCheck(line, writer, durability, [PingMarket.Quote(line.Core.Clock + 1_000, i)]);
                foreach (var command in line.Commands.ToArray())
                {
                    if (command.IsForGateway)
                    {
                        var answer = PingMarket.Answer(line.Core.Clock, command);
                        commands += SubmitAndCheck(line, writer, durability, [answer]);
                    }
                }
            }

            line.Complete();
        }

        writer.Complete();
        var report = JournalVerifier.Verify(_journals["live"]);
        Assert.That(commands, Is.GreaterThan(100));
        Assert.That((report.End, report.Commands), Is.EqualTo((JournalEnd.Closed, commands)));
    }

    private static long SubmitAndCheck(RingLine line, JournalWriter writer, Durability durability, Event[] run)
    {
        line.Submit(run);
        var commands = line.Commands;
        if (commands.IsEmpty)
        {
            return 0;
        }

        Assert.That(
            PingMarket.SafeSequence(writer, durability), Is.GreaterThanOrEqualTo(commands[^1].Cause));
        return commands.Length;
    }
}
