using Benchmarks.Harness;

namespace Tests.Host.Commands;

internal sealed class BenchCommandTests
{
    [Test]
    public void Bench_of_an_unknown_figure_names_those_that_are_known()
    {
        var run = EngineRun.Of("bench", "no/such/figure", "--quick");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("no/such/figure").And.Contain("ring/"));
        });
    }

    [Test]
    public void Bench_in_a_folder_that_is_not_there_answers_2()
    {
        var run = EngineRun.Of("bench", "--dir", "/no/such/folder", "--quick");

        Assert.That(run.Code, Is.EqualTo(2));
    }

    [Test]
    public void Bench_in_a_folder_that_takes_no_file_answers_2_before_it_measures()
    {
        var run = EngineRun.Of("bench", "tick-to-order", "--dir", "/proc", "--quick");

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain("--dir /proc"));
    }

    [Test]
    public void Quick_figures_are_not_checked()
    {
        var run = EngineRun.Of("bench", "ring", "--quick", "--check");

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain("prove nothing"));
    }

    [TestCase("ring/1p1c/single/vs-textbook", "x", 1.6, true)]
    [TestCase("ring/1p1c/single/vs-textbook", "x", 1.59, false)]
    [TestCase("ring/hop/1m/p50/vs-textbook", "x", 0.9, true)]
    [TestCase("ring/hop/1m/p50/vs-textbook", "x", 0.91, false)]
    [TestCase("ring/parked/100k/p50", "ns", 60_000, true)]
    [TestCase("tick-to-order/collections", "collections", 0, true)]
    [TestCase("tick-to-order/collections", "collections", 1, false)]
    [TestCase("no/target", "x", 0, true)]
    public void Check_fails_on_ratios_and_on_what_must_not_happen_and_on_nothing_else(
        string name, string unit, double median, bool isPassed)
    {
        var entry = new BenchmarkEntry(name, unit, median, median, median, 7, 0, "hardware", "method");

        Assert.That(BenchmarkTargets.Missed([entry]), isPassed ? Is.Empty : Has.One.Items);
    }
}
