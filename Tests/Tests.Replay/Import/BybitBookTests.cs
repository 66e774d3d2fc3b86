using System.Text;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Import;
using Tests.Support;

namespace Tests.Replay.Import;

internal sealed class BybitBookTests : ImportFixture
{
    private const string Snapshot =
        """{"topic":"orderbook.500.XRPUSDT","type":"snapshot","ts":1733011200691,"data":{"s":"XRPUSDT","b":"""
        + """[["1.9531","6203"],["1.9530","2409"]],"a":[["1.9532","7"]],"u":10,"seq":5},"cts":1733011200589}""";

    [Test]
    public void Run_snapshot_and_changes_carry_ids_and_both_times()
    {
        var sink = Import(Of(Snapshot, Delta(11, 701, "1.9531", "0")));

        Assert.That(sink.Registry.All.Single().Name, Is.EqualTo("bybit-linear:XRPUSDT"));
        Assert.That(sink.Runs.TakeLast(2).Select(run => run.Length), Is.EqualTo((int[])[3, 1]));
        var change = sink.Data[^1];
        Assert.That((change.BookLevel.LastUpdateId, change.BookLevel.Quantity.Value), Is.EqualTo((11L, 0L)));
        Assert.That(
            (change.Time.Value, change.VenueTime.Value), Is.EqualTo((Ns(1_733_011_200_701), Ns(1_733_011_200_700))));
    }

    [Test]
    public void Run_missing_update_breaks_the_book_up_to_the_next_snapshot()
    {
        var again = Snapshot.Replace("\"u\":10", "\"u\":20").Replace("200691", "200900");

        var sink = Import(
            Of(Snapshot, Delta(12, 701, "1.9531", "1"), Delta(13, 702, "1.9531", "1"), again), out var summary);

        Assert.That(sink.Data.Select(e => e.Kind).Distinct(), Is.EqualTo(
            (EventKind[])[EventKind.BookLevel, EventKind.FeedGap]));
        var gap = sink.Data.Single(e => e.Kind == EventKind.FeedGap).FeedGap;
        Assert.That((gap.ExpectedUpdateId, gap.ReceivedUpdateId, gap.LostCount), Is.EqualTo((11L, 12L, 1L)));
        Assert.That(summary.IgnoredRows["book update without a whole book before it"], Is.EqualTo(2));
        Assert.That(summary.Gaps, Is.EqualTo(1));
    }

    [Test]
    public void Run_update_that_comes_again_is_left_out()
    {
        Import(Of(Snapshot, Delta(11, 701, "1.9531", "1"), Delta(11, 701, "1.9531", "1")), out var summary);

        Assert.That(summary.IgnoredRows["book update that came again"], Is.EqualTo(1));
    }

    [Test]
    public void Run_message_cut_at_any_byte_is_refused()
    {
        for (var length = 1; length < Snapshot.Length; length++)
        {
            var refusal = Refusal(Of(Snapshot, Snapshot[..length]));

            Assert.That(refusal.Message, Does.Contain("row 2"), $"cut to {length} bytes");
        }
    }

    [Test]
    public void Run_price_off_the_grid_is_refused_even_when_lenient()
    {
        var request = Of(Snapshot, Delta(11, 701, "1.95315", "1")) with { IsLenient = true };

        Assert.That(Refusal(request).Message, Does.Contain("row 2").And.Contain("grid"));
    }

    [Test]
    public void Run_recorded_archive_is_whole()
    {
        var path = SharedData.RequireFile("data/bybit/l2/2024-12-01_XRPUSDT_ob500.data.zip");
        var request = Request("bybit-l2", path) with
        {
            Venue = VenueId.BybitLinear,
            Symbol = null,
            GridFromData = true,
        };

        var sink = Import(request, out var summary);

        Assert.That((summary.Rows, summary.Gaps, summary.IgnoredRows.Count), Is.EqualTo((50L, 0L, 0)));
        Assert.That(sink.Registry.All.Single().TickSize.ToString(), Is.EqualTo("0.0001"));
        Assert.That(sink.Data[0].Flags & EventFlags.Snapshot, Is.EqualTo(EventFlags.Snapshot));
    }

    private static string Delta(long id, int milliseconds, string price, string quantity) =>
        $$$"""{"topic":"orderbook.500.XRPUSDT","type":"delta","ts":1733011200{{{milliseconds}}},"""
        + $$$""" "data":{"s":"XRPUSDT","b":[["{{{price}}}","{{{quantity}}}"]],"a":[],"u":{{{id}}},"seq":6},"""
        + "\"cts\":1733011200"
        + $$$"""{{{milliseconds - 1}}}}""";

    private ImportRequest Of(params string[] lines) =>
        Request("bybit-l2", Write("ob.data", Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"))) with
        {
            Venue = VenueId.BybitLinear,
            Symbol = null,
            Tick = Step("0.0001"),
            Lot = Step("1"),
        };
}
