using Engine.Model.Numbers;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Tests.Strategies.Parts;

internal sealed class ArrivalDecayTests
{
    [Test]
    public void Value_is_one_over_the_mean_depth_of_the_first_trades()
    {
        var decay = new ArrivalDecay(4);

        // 1, 2, 3 and 4 basis points of 100 from the mid, on either side.
        decay.Add(100.01, 100, Side.Bid);
        decay.Add(99.98, 100, Side.Ask);
        decay.Add(100.03, 100, Side.Bid);
        Assert.That(decay.IsReady, Is.False);
        decay.Add(99.96, 100, Side.Ask);

        Assert.That(decay.IsReady, Is.True);
        Assert.That(decay.Value, Is.EqualTo(0.4).Within(1e-9));
    }

    [Test]
    public void Trade_on_the_wrong_side_of_the_mid_has_no_depth()
    {
        var decay = new ArrivalDecay(2);

        decay.Add(99, 100, Side.Bid);
        decay.Add(100.04, 100, Side.Bid);

        Assert.That(decay.Value, Is.EqualTo(0.5).Within(1e-9));
    }

    [TestCase(0.3)]
    [TestCase(2.0)]
    public void Value_finds_the_rate_of_exponential_depths(double rate)
    {
        var decay = new ArrivalDecay(20_000);
        var random = new SeededRandom(5);

        for (var i = 0; i < 20_000; i++)
        {
            decay.Add(100 * (1 + (random.NextExponential() / rate / 10_000)), 100, Side.Bid);
        }

        // The error of the mean of 20,000 exponentials is 0.7 %; four of them.
        Assert.That(decay.Value, Is.EqualTo(rate).Within(2.8).Percent);
    }
}
