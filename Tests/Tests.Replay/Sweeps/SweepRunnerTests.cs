using Engine.Core.Strategies;
using Engine.Model.Units;
using Engine.Strategies;
using Journal;
using Replay.Backtests;
using Replay.Sessions;
using Replay.Sweeps;
using Replay.Sweeps.Pages;
using Tests.Replay.Sessions;

namespace Tests.Replay.Sweeps;

/// <summary>A sweep gives one table, however it was run.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SweepRunnerTests : IDisposable
{
    private readonly TempJournals _journals = new();
    private readonly string _market;

    public SweepRunnerTests() => _market = MarketTape.Generate(_journals["market"], instruments: 2, events: 12_000);

    public void Dispose() => _journals.Dispose();

    [Test]
    public void Digest_and_table_are_the_same_whatever_the_number_of_jobs()
    {
        var one = Run(Request() with { Jobs = 1 });

        foreach (var jobs in new[] { 2, 5 })
        {
            var several = Run(Request() with { Jobs = jobs });

            Assert.That(several.Digest, Is.EqualTo(one.Digest));
            Assert.That(Table(several), Is.EqualTo(Table(one)));
        }

        Assert.That(one.Points.Sum(point => point.InSample!.Fills), Is.Positive);
    }

    [Test]
    public void Point_whose_parameters_are_refused_is_a_row_with_its_error()
    {
        var result = Run(Request("baseSpreadBps=2,-1,4"));

        var failed = result.Points[^1];
        Assert.Multiple(() =>
        {
            Assert.That(failed.Parameters["baseSpreadBps"], Is.EqualTo("-1"));
            Assert.That(failed.Error, Does.Contain("out of range"));
            Assert.That(failed.InSample, Is.Null);
            Assert.That(result.Points.Count(point => point.Error is null), Is.EqualTo(2));
        });
    }

    [Test]
    public void Sweep_of_which_no_point_can_be_run_says_why()
    {
        Assert.That(
            () => Run(Request("baseSpreadBps=-1,-2")),
            Throws.TypeOf<RunConfigurationException>().With.Message.Contains("no point").And.Message.Contains("range"));
    }

    [Test]
    public void Point_whose_strategy_throws_is_a_row_with_its_error_and_is_never_best()
    {
        var catalog = new StrategyCatalog(
        [
            new StrategyDescriptor
            {
                Name = "touchy", Summary = "Throws.", Create = () => new Touchy(),
                Parameters = [ParameterDescriptor.OfInteger("throws", 0, 0, 1, "Whether it does.")],
            },
        ]);
        var grid = SweepGrid.All([SweepAxis.Parse("throws=1,0")]);
        var request = Request() with
        {
            Grid = grid,
            RequestOf = point => BacktestOf("touchy", grid.ValuesOf(point)) with { Catalog = catalog },
        };

        var result = Run(request);

        Assert.That(result.Points[0].Parameters["throws"], Is.EqualTo("0"));
        Assert.That(result.Points[1].Error, Does.Contain("enough"));
    }

    [Test]
    public void Sweep_that_was_killed_in_the_middle_of_a_line_goes_on_and_gives_the_same_table()
    {
        var whole = Run(Request() with { OutPath = _journals["kept"] });
        var log = Path.Combine(_journals["kept"], "runs.log");
        var lines = File.ReadAllLines(log);
        File.WriteAllText(log, string.Join('\n', lines[..3]) + "\n" + lines[3][..40]);

        var resumed = Run(Request() with { OutPath = _journals["kept"], Jobs = 2 });

        Assert.That(resumed.Resumed, Is.EqualTo(3));
        Assert.That(resumed.Digest, Is.EqualTo(whole.Digest));
        Assert.That(Table(resumed), Is.EqualTo(Table(whole)));
        Assert.That(File.ReadAllLines(log), Has.Length.EqualTo(lines.Length));
    }

    [Test]
    public void Sweep_that_is_stopped_keeps_what_is_complete()
    {
        using var stop = new CancellationTokenSource();
        var request = Request("baseSpreadBps=1..40:1") with { OutPath = _journals["kept"] };

        var stopped = SweepRunner.Run(request, new StopAfter(2, stop), stop.Token);
        var resumed = Run(request);

        Assert.That(stopped.Interrupted, Is.True);
        Assert.That(stopped.Completed, Is.InRange(2, 39));
        Assert.That(resumed.Resumed, Is.EqualTo(stopped.Completed));
        Assert.That(resumed.Interrupted, Is.False);
    }

    [TestCase("grid")]
    [TestCase("split")]
    [TestCase("journal")]
    [TestCase("risk.maxExposure")]
    public void Folder_that_keeps_another_sweep_is_refused_by_what_differs(string what)
    {
        var facts = KeyValuePair.Create("risk.maxExposure", "1000");
        Run(Request() with { OutPath = _journals["kept"], Facts = [facts] });
        var request = Request() with { OutPath = _journals["kept"], Facts = [facts] };
        var other = what switch
        {
            "grid" => Request("baseSpreadBps=2,3") with { OutPath = _journals["kept"], Facts = [facts] },
            "split" => request with { Split = new SweepSplit { OutOfSampleShare = 0.5 } },
            "journal" => request with { JournalPath = MarketTape.Generate(_journals["other"], 2, events: 11_000) },
            _ => request with { Facts = [KeyValuePair.Create("risk.maxExposure", "2000")] },
        };

        Assert.That(
            () => Run(other), Throws.TypeOf<SweepException>().With.Message.Contains($"another {what} ("));
    }

    [Test]
    public void Line_that_is_damaged_before_the_end_is_named()
    {
        Run(Request() with { OutPath = _journals["kept"] });
        var log = Path.Combine(_journals["kept"], "runs.log");
        var bytes = File.ReadAllBytes(log);
        bytes[60] ^= 1;
        File.WriteAllBytes(log, bytes);

        Assert.That(
            () => Run(Request() with { OutPath = _journals["kept"] }),
            Throws.TypeOf<SweepException>().With.Message.Contains("line 1").And.Property("IsDamaged").True);
    }

    [Test]
    public void Folder_that_holds_something_else_is_left_alone()
    {
        Assert.That(
            () => Run(Request() with { OutPath = _market }),
            Throws.TypeOf<SweepException>().With.Message.Contains("something other than a sweep"));
    }

    [Test]
    public void Journal_that_is_damaged_ends_the_sweep_and_is_no_point_s_error()
    {
        var segment = Directory.GetFiles(_market, "events-*").Single();
        var bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(segment, bytes);

        Assert.That(() => Run(Request()), Throws.TypeOf<JournalException>());
    }

    [Test]
    public void Walk_forward_judges_each_step_by_the_point_that_was_best_before_it()
    {
        var split = new SweepSplit
        {
            InSampleNs = 90 * TimestampNs.PerSecond,
            OutOfSampleNs = 40 * TimestampNs.PerSecond,
            WarmUpNs = 30 * TimestampNs.PerSecond,
        };

        var result = Run(Request() with { Split = split, Rank = SweepMetric.NetPnl });

        Assert.That(result.Steps, Has.Count.GreaterThan(1));
        Assert.That(
            result.WalkForward!.NetPnl, Is.EqualTo(result.Steps.Sum(step => step.OutOfSample!.NetPnl)));
        foreach (var (before, after) in result.Steps.Zip(result.Steps.Skip(1)))
        {
            Assert.That(after.OutOfSampleFrom, Is.EqualTo(before.OutOfSampleTo));
        }
    }

    [TestCase("baseSpreadBps=1..5:1")]
    [TestCase("baseSpreadBps=1,-1,3", "volatilityFactor=5,10")]
    [TestCase("baseSpreadBps=1,3", "volatilityFactor=5,10", "cooldown=30s,1m")]
    public void Report_is_whole_and_never_shows_a_point_without_its_figures_out_of_sample(params string[] axes)
    {
        using var page = new StringWriter();

        SweepReport.Write(page, Run(Request(axes)));

        var html = page.ToString();
        Assert.That(html, Does.Contain("out of sample").And.Contain("<svg").And.EndWith("</html>\n"));
        Assert.That(html, Does.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("<script"));
    }

    private static List<string> Table(SweepResult result) =>
        [.. result.Points.Select(point => $"{point.Index} {point.InSample} {point.OutOfSample} {point.Error}")];

    private static SweepResult Run(SweepRequest request) => SweepRunner.Run(request, null, CancellationToken.None);

    private SweepRequest Request(params string[] axes)
    {
        string[] all = axes.Length > 0 ? axes : ["baseSpreadBps=2..8:2", "volatilityFactor=5,10"];
        var grid = SweepGrid.All([.. all.Select(SweepAxis.Parse)]);
        return new SweepRequest
        {
            JournalPath = _market,
            Strategy = "market-maker",
            Grid = grid,
            RequestOf = point => BacktestOf("market-maker", grid.ValuesOf(point)),
        };
    }

    private BacktestRequest BacktestOf(string strategy, IReadOnlyList<KeyValuePair<string, string>> values) => new()
    {
        JournalPath = _market,
        Strategies = [new StrategyChoice(strategy, values)],
        EngineVersion = "test",
    };
}
