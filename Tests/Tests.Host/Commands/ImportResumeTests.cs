using System.Globalization;
using System.Text;
using Engine.Host.Cli;
using Engine.Host.Commands.Imports;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Replay.Import;

namespace Tests.Host.Commands;

/// <summary>An import that was killed comes, resumed, to the bytes that it would have come to.</summary>
internal sealed class ImportResumeTests
{
    private static readonly string[] Flags = ["--venue", "bybit-linear", "--tick", "0.1", "--lot", "0.001"];

    [Test]
    public void Import_killed_in_its_midst_and_resumed_makes_the_same_bytes()
    {
        using var folder = new TempFolder();
        string[] inputs = [.. Enumerable.Range(0, 3).Select(day => $"AUSDT={Trades(folder, day, 250_000, 0)}")];
        string[] command = ["import", "bybit-trades", .. inputs, .. Flags, "--segment-mb", "1"];
        EngineRun.Ok([.. command, "--out", folder["whole"]]);

        EngineChild.KillWhen(
            () => CheckpointCount(folder["cut.partial"]) >= 3, [.. command, "--out", folder["cut"]]);

        Assert.That(Directory.Exists(folder["cut.partial"]), Is.True, "killed in its midst");
        EngineRun.Ok([.. command, "--out", folder["cut"], "--resume"]);
        AssertSame(folder["whole"], folder["cut"]);
    }

    // 2 events into the first frame, around the ends of frames and segments, and near the end.
    [TestCase(2)]
    [TestCase(4_100)]
    [TestCase(9_000)]
    [TestCase(17_321)]
    [TestCase(29_800)]
    public void Import_that_ends_anywhere_and_is_resumed_makes_the_same_bytes(int events)
    {
        using var folder = new TempFolder();
        var request = Request(folder);
        Run(request, folder["whole"], int.MaxValue);
        Run(request, folder["cut"], events);
        Run(request, folder["cut"], int.MaxValue);

        AssertSame(folder["whole"], folder["cut"]);
    }

    [Test]
    public void Import_that_ends_again_and_again_makes_the_same_bytes()
    {
        using var folder = new TempFolder();
        var request = Request(folder);
        Run(request, folder["whole"], int.MaxValue);
        for (var i = 0; i < 6; i++)
        {
            Run(request, folder["cut"], 6_500);
        }

        Run(request, folder["cut"], int.MaxValue);
        AssertSame(folder["whole"], folder["cut"]);
    }

    [Test]
    public void Import_resumed_with_other_arguments_is_refused()
    {
        using var folder = new TempFolder();
        var request = Request(folder);
        Run(request, folder["cut"], 20_000);

        var refusal = Assert.Throws<UsageException>(
            () => Run(request with { IsLenient = false }, folder["cut"], int.MaxValue));
        Assert.That(refusal!.Message, Does.Contain("other arguments"));
    }

    [Test]
    public void Import_begun_anew_clears_what_was_left()
    {
        using var folder = new TempFolder();
        var request = Request(folder);
        Run(request, folder["whole"], int.MaxValue);
        Run(request, folder["cut"], 20_000);
        Run(request, folder["cut"], int.MaxValue, resumes: false);

        AssertSame(folder["whole"], folder["cut"]);
    }

    /// <summary>Files that overlap, that follow each other, and that hold rows which cannot be read.</summary>
    private static ImportRequest Request(TempFolder folder) => new()
    {
        Format = "bybit-trades",
        Venue = VenueId.BybitLinear,
        Inputs =
        [
            new(Trades(folder, 0, 9_000, 1), "AUSDT"), new(Trades(folder, 1, 8_000, 2), "AUSDT"),
            new(Trades(folder, 1, 8_000, 3), "BUSDT"), new(Trades(folder, 2, 5_000, 4), "AUSDT"),
        ],
        Tick = new DecimalStep(1, 1),
        Lot = new DecimalStep(1, 3),
        IsLenient = true,
    };

    private static void Run(ImportRequest request, string path, int eventsMax, bool resumes = true)
    {
        using var sink = ImportSink.Open(request, new ImportTarget(path, 1 << 16, resumes));
        var limited = new LimitedSink(sink, eventsMax);
        try
        {
            var summary = ImportRunner.Run(request, limited, null, CancellationToken.None, sink);
            sink.TryComplete(summary.Quality);
        }
        catch (OperationCanceledException) when (eventsMax < int.MaxValue)
        {
            // Left as a kill leaves it.
        }
    }

    private static string Trades(TempFolder folder, int day, int count, int seed)
    {
        var random = new Random(seed + (day * 100));
        var text = new StringBuilder("timestamp,symbol,side,size,price,tickDirection,trdMatchID\n");
        var symbol = seed == 3 ? "BUSDT" : "AUSDT";
        for (var i = 0; i < count; i++)
        {
            var time = 1_704_067_200 + (day * 20_000) + random.Next(0, 19_000);
            var price = random.Next(0, 500) == 0 && seed > 0 ? "?" : (1_000 + random.Next(0, 9)).ToString(Invariant);
            text.Append(Invariant, $"{time}.5,{symbol},Buy,0.00{random.Next(1, 9)},{price},,{(i * 3) + 1}\n");
        }

        return folder.Write($"t{day}-{seed}.csv", text.ToString());
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static int CheckpointCount(string path) =>
        Directory.Exists(path) ? Directory.GetFiles(path, "import-*.json").Length : 0;

    private static void AssertSame(string expected, string actual)
    {
        var names = Directory.GetFiles(expected).Select(Path.GetFileName).Order().ToArray();
        Assert.That(Directory.GetFiles(actual).Select(Path.GetFileName).Order(), Is.EqualTo(names));
        foreach (var name in names)
        {
            Assert.That(
                File.ReadAllBytes(Path.Combine(actual, name!)).AsSpan()
                    .SequenceEqual(File.ReadAllBytes(Path.Combine(expected, name!))),
                Is.True,
                name);
        }
    }

    /// <summary>Ends the import after so many events.</summary>
    private sealed class LimitedSink(IEventSink sink, int eventsMax) : IEventSink
    {
        private int _left = eventsMax;

        public SinkResult Publish(ReadOnlySpan<Event> run)
        {
            _left -= run.Length;
            return _left >= 0 ? sink.Publish(run) : throw new OperationCanceledException();
        }
    }
}
