using Engine.Model.Numbers;
using Replay.Sweeps;
using Replay.Sweeps.Pages;

namespace Tests.Replay.Sweeps;

internal sealed class SelectionBiasTests
{
    // From tables of the normal distribution.
    [TestCase(0, 0.5)]
    [TestCase(1, 0.8413447461)]
    [TestCase(-1.959963985, 0.025)]
    [TestCase(3, 0.9986501020)]
    [TestCase(-6, 9.865876e-10)]
    public void Cumulative_is_that_of_the_tables(double x, double p)
    {
        Assert.That(NormalDistribution.Cumulative(x), Is.EqualTo(p).Within(1e-10));
    }

    [Test]
    public void Inverse_undoes_cumulative()
    {
        for (var x = -6.0; x <= 6; x += 0.25)
        {
            Assert.That(NormalDistribution.Inverse(NormalDistribution.Cumulative(x)), Is.EqualTo(x).Within(1e-6));
        }
    }

    [Test]
    public void Expected_maximum_is_that_of_the_formula_worked_by_hand()
    {
        // N = 10: 0.42278 × Φ⁻¹(0.9) + 0.57722 × Φ⁻¹(0.963212) = 0.42278 × 1.28155 + 0.57722 × 1.78922.
        Assert.That(SelectionBias.ExpectedMaximum(10, variance: 1), Is.EqualTo(1.5746).Within(1e-3));
        Assert.That(SelectionBias.ExpectedMaximum(10, variance: 4), Is.EqualTo(2 * 1.5746).Within(2e-3));
    }

    [Test]
    public void Expected_maximum_is_about_the_mean_of_the_maxima_that_are_drawn()
    {
        var random = new SeededRandom(1);
        var sum = 0.0;
        for (var round = 0; round < 4_000; round++)
        {
            var most = double.MinValue;
            for (var i = 0; i < 100; i++)
            {
                most = Math.Max(most, random.NextNormal());
            }

            sum += most;
        }

        Assert.That(SelectionBias.ExpectedMaximum(100, variance: 1), Is.EqualTo(sum / 4_000).Within(0.05));
    }

    [Test]
    public void Deflated_ratio_is_a_coin_where_the_best_is_what_luck_gives()
    {
        Assert.That(SelectionBias.Deflated(0.2, 0.2, returns: 500), Is.EqualTo(0.5).Within(1e-12));
        Assert.That(SelectionBias.Deflated(0.3, 0.2, returns: 500), Is.GreaterThan(0.95));
        Assert.That(SelectionBias.Deflated(0.3, 0.2, returns: 1), Is.Null);
    }

    [Test]
    public void Rank_correlation_is_one_of_the_same_order_and_minus_one_of_the_opposite()
    {
        double[] values = [3, 1, 2, 10];

        Assert.That(ScatterChart.RankCorrelation(values, [30, 10, 20, 11_000]), Is.EqualTo(1).Within(1e-12));
        Assert.That(ScatterChart.RankCorrelation(values, [-3, -1, -2, -10]), Is.EqualTo(-1).Within(1e-12));
        Assert.That(ScatterChart.RankCorrelation(values, [5, 5, 5, 5]), Is.Zero);
    }
}
