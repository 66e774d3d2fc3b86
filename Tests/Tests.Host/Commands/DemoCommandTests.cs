using System.Text.Json;
using Engine.Host;
using Engine.Host.Cli;
using Engine.Host.Commands.Demos;

namespace Tests.Host.Commands;

internal sealed class DemoCommandTests
{
    private const long Events = 30_000;

    [Test]
    public void Demo_makes_trades_replays_and_proves()
    {
        using var folder = new TempFolder();

        var (code, text) = Run(folder["d"], isJson: false);

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(ExitCode.Ok));
            Assert.That(text, Does.Contain("identical").And.Contain("market-maker").And.Contain("What next"));
            Assert.That(File.Exists(folder["d/report.html"]), Is.True);
        });
    }

    [Test]
    public void Demo_json_is_the_backtest_with_its_replay()
    {
        using var folder = new TempFolder();

        var (_, text) = Run(folder["d"], isJson: true);

        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(root.GetProperty("journal").GetString(), Is.EqualTo(folder["d/run"]));
            Assert.That(root.GetProperty("report").GetString(), Is.EqualTo(folder["d/report.html"]));
            Assert.That(root.GetProperty("runs").GetArrayLength(), Is.EqualTo(8));
            Assert.That(root.GetProperty("replay").GetProperty("identical").GetBoolean(), Is.True);
            Assert.That(
                root.GetProperty("replay").GetProperty("digest").GetString(),
                Is.EqualTo(root.GetProperty("digest").GetString()));
        });
    }

    [Test]
    public void Demo_again_clears_the_folder_of_the_earlier_one_and_shows_the_same()
    {
        using var folder = new TempFolder();
        Run(folder["d"], isJson: true);
        var first = File.ReadAllBytes(folder["d/report.html"]);

        var (code, _) = Run(folder["d"], isJson: true);

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(ExitCode.Ok));
            Assert.That(File.ReadAllBytes(folder["d/report.html"]), Is.EqualTo(first));
        });
    }

    [Test]
    public void Demo_leaves_a_folder_alone_that_holds_something_else()
    {
        using var folder = new TempFolder();
        folder.Write("mine.txt", "mine");

        var run = EngineRun.Of("demo", "--out", folder.Path);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Usage));
            Assert.That(run.ErrorLine, Does.Contain(folder.Path));
            Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1));
        });
    }

    private static (int Code, string Out) Run(string path, bool isJson)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var context = new CommandContext { Out = output, Error = error, IsJson = isJson };
        var code = DemoCommand.Run(path, seed: 1, Events, context);
        return (code, output.ToString());
    }
}
