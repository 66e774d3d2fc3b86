using Engine.Core.Bars;
using Engine.Model.State;
using Engine.Model.Units;
using Tests.Support;

namespace Tests.Core.Bars;

/// <summary>Several kinds of bars at once, against bars made afresh from the raw trades.</summary>
internal sealed class BarSetTests
{
    private static readonly BarSpec[] Specs =
    [
        BarSpec.OfTime(10 * TimestampNs.PerSecond),
        BarSpec.OfTrades(7),
        BarSpec.OfTime(60 * TimestampNs.PerSecond),
        BarSpec.OfVolume(new QtyLots(100)),
        BarSpec.OfValue(new Money(9 * Money.Scale)),
    ];

    // After every single trade: what is shown is exactly what is over, so nothing of an open bar was seen.
    [FsCheck.NUnit.Property(MaxTest = 20)]
    public void AddTrade_shows_at_each_trade_what_is_over_by_then_and_no_more(int seed)
    {
        var trades = Tape.Random(120, seed);
        var bars = new BarSet(Tape.Instrument, BarGaps.Skip, Specs);
        var sink = new Recorder(Specs.Length);
        for (var seen = 1; seen <= trades.Count; seen++)
        {
            bars.AddTrade(trades[seen - 1], sink);
            for (var series = 0; series < Specs.Length; series++)
            {
                Assert.That(
                    sink.Bars[series], Is.EqualTo(SlowBars.Closed(Specs[series], trades[..seen])),
                    $"{Specs[series]} after {seen} trades");
            }
        }
    }

    // What comes later changes nothing of what was shown: the same past gives the same bars under any future.
    [FsCheck.NUnit.Property(MaxTest = 50)]
    public void AddTrade_does_not_look_ahead(int seed, int otherSeed)
    {
        var past = Tape.Random(60, seed);
        var last = past[^1].Time.Value;
        var sinks = new[] { new Recorder(Specs.Length), new Recorder(Specs.Length) };
        var shown = new List<ClosedBar>[2];
        for (var future = 0; future < 2; future++)
        {
            var bars = new BarSet(Tape.Instrument, BarGaps.Skip, Specs);
            past.ForEach(trade => bars.AddTrade(trade, sinks[future]));
            shown[future] = [.. sinks[future].Bars.SelectMany(series => series)];
            foreach (var trade in Tape.Random(20, future == 0 ? seed : otherSeed))
            {
                bars.AddTrade(trade with { Time = new TimestampNs(last + trade.Time.Value) }, sinks[future]);
            }
        }

        Assert.That(shown[0], Is.EqualTo(shown[1]));
    }

    [Test]
    public void NextClose_is_the_nearest_end_of_a_bar_of_time()
    {
        var bars = new BarSet(Tape.Instrument, BarGaps.Skip, Specs);
        Assert.That(bars.NextClose, Is.EqualTo(TimestampNs.MaxValue));

        bars.AddTrade(Tape.Trade(125, 100, 1, Side.Bid), new Recorder(Specs.Length));

        Assert.That(bars.NextClose, Is.EqualTo(Tape.At(130)));
    }

    [Test]
    public void Advance_closes_bars_of_time_without_a_trade()
    {
        var bars = new BarSet(Tape.Instrument, BarGaps.Skip, Specs);
        var sink = new Recorder(Specs.Length);
        bars.AddTrade(Tape.Trade(125, 100, 1, Side.Bid), sink);

        bars.Advance(Tape.At(130), sink);

        Assert.That((sink.Bars[0].Count, sink.Bars[2].Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public void VisitState_restored_goes_on_with_the_same_bars()
    {
        var trades = Tape.Random(200, 3);
        var bars = new BarSet(Tape.Instrument, BarGaps.Skip, Specs);
        trades[..100].ForEach(trade => bars.AddTrade(trade, new Recorder(Specs.Length)));
        var writer = new StateWriter();
        bars.VisitState(writer);
        var other = new BarSet(Tape.Instrument, BarGaps.Skip, Specs);
        var reader = new StateReader(writer.Words);
        other.VisitState(reader);
        Assert.That(reader.IsExhausted, Is.True);

        var (original, restored) = (new Recorder(Specs.Length), new Recorder(Specs.Length));
        trades[100..].ForEach(trade => bars.AddTrade(trade, original));
        trades[100..].ForEach(trade => other.AddTrade(trade, restored));

        Assert.That(restored.Bars, Is.EqualTo(original.Bars));
    }

    [Test]
    public void AddTrade_allocates_nothing()
    {
        var bars = new BarSet(Tape.Instrument, BarGaps.Flat, Specs);
        var sink = new CountingSink();
        var trades = Tape.Random(1_000, 5).ToArray();
        var start = 0L;

        var least = Allocations.Least(() =>
        {
            start += 100_000 * TimestampNs.PerSecond;
            foreach (var trade in trades)
            {
                bars.AddTrade(trade with { Time = trade.Time + start }, sink);
            }
        });

        Assert.That(least, Is.Zero);
        Assert.That(sink.Count, Is.Positive);
    }

    private sealed class Recorder(int count) : IBarSink
    {
        public List<ClosedBar>[] Bars { get; } = [.. Enumerable.Range(0, count).Select(_ => new List<ClosedBar>())];

        public void OnBar(int series, in ClosedBar bar) => Bars[series].Add(bar);
    }

    private sealed class CountingSink : IBarSink
    {
        public int Count { get; private set; }

        public void OnBar(int series, in ClosedBar bar) => Count++;
    }
}
