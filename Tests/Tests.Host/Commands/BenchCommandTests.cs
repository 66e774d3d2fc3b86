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
}
