using Adapters.Simulated.Venue.Latencies;
using Engine.Model.Units;
using Replay.Backtests;
using Replay.Import;
using Tests.Replay.Sessions;

namespace Tests.Replay.Backtests;

/// <summary>Measured latencies from a file, and what is wrong with one by its row.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LatencyFileTests : IDisposable
{
    private readonly TempJournals _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Columns_may_come_in_any_order_and_times_as_numbers_or_text()
    {
        var path = Write("replyNs,time,entryNs,feedNs", "3,1700000000000000000,2,1", "", "6,2023-11-14 22:13:21,5,4");

        var track = LatencyFile.Read(path);

        Assert.That(track.ToString(), Is.EqualTo(new LatencyTrack(
        [
            new LatencyPoint(new TimestampNs(1_700_000_000_000_000_000), 1, 2, 3),
            new LatencyPoint(new TimestampNs(1_700_000_001_000_000_000), 4, 5, 6),
        ]).ToString()));
    }

    [TestCase("row 1: has no column 'entryNs'", "time,feedNs,replyNs")]
    [TestCase("has a header and no row", "time,feedNs,entryNs,replyNs")]
    [TestCase("row 2: ends before 'replyNs'", "time,feedNs,entryNs,replyNs", "1,2,3")]
    [TestCase("row 2: 'soon' in 'time' is no time", "time,feedNs,entryNs,replyNs", "soon,2,3,4")]
    [TestCase("row 2: '1.5' in 'feedNs' is no whole number", "time,feedNs,entryNs,replyNs", "1,1.5,3,4")]
    [TestCase("row 2: '-3' in 'entryNs' is negative", "time,feedNs,entryNs,replyNs", "1,2,-3,4")]
    [TestCase("row 3: is not later", "time,feedNs,entryNs,replyNs", "7,2,3,4", "7,2,3,4")]
    public void What_is_no_such_file_is_refused_by_file_and_row(string message, params string[] lines)
    {
        var path = Write(lines);

        Assert.That(
            () => LatencyFile.Read(path),
            Throws.TypeOf<ImportException>().With.Message.Contain(path).And.Message.Contain(message)
                .And.Property(nameof(ImportException.Category)).EqualTo(ImportErrorCategory.BadData));
    }

    [Test]
    public void Empty_file_is_refused()
    {
        var path = Write();

        Assert.That(() => LatencyFile.Read(path), Throws.TypeOf<ImportException>().With.Message.Contain("is empty"));
    }

    private string Write(params string[] lines)
    {
        var path = _folder["latencies.csv"];
        File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")));
        return path;
    }
}
