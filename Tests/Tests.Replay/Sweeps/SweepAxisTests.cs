using Replay.Sessions;
using Replay.Sweeps;

namespace Tests.Replay.Sweeps;

internal sealed class SweepAxisTests
{
    [TestCase("k=1..5:2", "1 3 5")]
    [TestCase("k=1..6:2", "1 3 5")]
    [TestCase("k=0.1..0.3:0.1", "0.1 0.2 0.3")]
    [TestCase("k=-1..1:0.5", "-1 -0.5 0 0.5 1")]
    [TestCase("k=30s..2m:30s", "30s 1m 90s 2m")]
    [TestCase("k=0..10ms:5ms", "0 5ms 10ms")]
    [TestCase("k=count,risk", "count risk")]
    [TestCase("k=7", "7")]
    public void Parse_gives_the_values(string text, string values)
    {
        var axis = SweepAxis.Parse(text);

        Assert.That(axis.Key, Is.EqualTo("k"));
        Assert.That(axis.Values, Is.EqualTo(values.Split(' ')));
    }

    [TestCase("k", "write k=")]
    [TestCase("k=", "write k=")]
    [TestCase("k=1..5", "step is missing")]
    [TestCase("k=5..1:1", "upwards")]
    [TestCase("k=1..5:0", "positive")]
    [TestCase("k=1..5m:1", "mixed")]
    [TestCase("k=a..b:1", "neither a number nor a duration")]
    [TestCase("k=0..1:0.00001", "at most")]
    [TestCase("k=1,,2", "empty")]
    [TestCase("k=1,1", "twice")]
    public void Parse_refuses_what_it_cannot_read_and_says_why(string text, string why)
    {
        Assert.That(
            () => SweepAxis.Parse(text), Throws.TypeOf<RunConfigurationException>().With.Message.Contains(why));
    }

    [Test]
    public void Grid_numbers_its_points_with_the_last_axis_turning_fastest()
    {
        var grid = SweepGrid.All([SweepAxis.Parse("a=1,2"), SweepAxis.Parse("b=x,y,z")]);

        var points = Enumerable.Range(0, grid.Count)
            .Select(point => string.Concat(grid.ValuesOf(point).Select(pair => pair.Value)));

        Assert.That(points, Is.EqualTo(new[] { "1x", "1y", "1z", "2x", "2y", "2z" }));
    }

    [Test]
    public void Grid_drawn_by_seed_repeats_no_point_and_is_the_same_again()
    {
        SweepAxis[] axes = [SweepAxis.Parse("a=1..100:1"), SweepAxis.Parse("b=1..100:1")];

        var first = Points(SweepGrid.Random(axes, 500, seed: 7));
        var second = Points(SweepGrid.Random(axes, 500, seed: 7));
        var other = Points(SweepGrid.Random(axes, 500, seed: 8));

        Assert.That(first.Distinct().Count(), Is.EqualTo(500));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    [Test]
    public void Grid_of_one_key_named_twice_is_refused()
    {
        Assert.That(
            () => SweepGrid.All([SweepAxis.Parse("a=1"), SweepAxis.Parse("A=2")]),
            Throws.TypeOf<RunConfigurationException>().With.Message.Contains("named twice"));
    }

    private static List<string> Points(SweepGrid grid) =>
        [.. Enumerable.Range(0, grid.Count).Select(point => string.Join('/', grid.PlacesOf(point)))];
}
