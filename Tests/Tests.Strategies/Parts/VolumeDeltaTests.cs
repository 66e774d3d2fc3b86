using Engine.Model.Events.Payloads;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Tests.Strategies.Parts;

internal sealed class VolumeDeltaTests
{
    [Test]
    public void Window_is_the_last_beats_alone()
    {
        var flow = new VolumeDelta(2);

        // Before the first beat, then two intervals: only these two count.
        flow.Add(new QtyLots(1_000), Side.Ask);
        flow.Beat(100);
        flow.Add(new QtyLots(6), Side.Bid);
        flow.Beat(101);
        Assert.That(flow.IsReady, Is.False);
        flow.Add(new QtyLots(2), Side.Ask);
        flow.Beat(102);

        Assert.Multiple(() =>
        {
            Assert.That((flow.Delta, flow.Volume, flow.Ratio), Is.EqualTo((4.0, 8.0, 0.5)));
            Assert.That(flow.PriceChange, Is.EqualTo(0.02).Within(1e-12));
            Assert.That(flow.Confirms(Side.Bid, 0.5), Is.True);
            Assert.That(flow.Confirms(Side.Bid, 0.51), Is.False);
            Assert.That(flow.Confirms(Side.Ask, 0), Is.False);
        });
    }

    [Test]
    public void Window_without_trades_confirms_neither_side()
    {
        var flow = new VolumeDelta(1);

        flow.Beat(100);
        flow.Beat(100);

        Assert.That(flow.Confirms(Side.Bid, 0) || flow.Confirms(Side.Ask, 0), Is.False);
    }

    [Test]
    public void Bar_counts_what_was_bought_and_the_rest_as_sold()
    {
        var flow = new VolumeDelta(1);

        flow.Beat(100);
        flow.Add(new Bar { Volume = new QtyLots(10), TakerBuyVolume = new QtyLots(7) });
        flow.Add(new Bar { Volume = new QtyLots(10) });
        flow.Beat(100);

        Assert.That((flow.Delta, flow.Volume), Is.EqualTo((4.0, 10.0)));
    }
}
