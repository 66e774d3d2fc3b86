namespace Tests.Host.Commands;

internal sealed class GenerateCommandTests
{
    [Test]
    public void Generate_the_same_arguments_makes_the_same_bytes()
    {
        using var folder = new TempFolder();

        var first = folder.Generate("a");
        var second = folder.Generate("b");

        Assert.That(Contents(second), Is.EqualTo(Contents(first)));
    }

    [Test]
    public void Generate_another_seed_makes_another_market()
    {
        using var folder = new TempFolder();

        var first = folder.Generate("a", seed: 1);
        var second = folder.Generate("b", seed: 2);

        Assert.That(Contents(second), Is.Not.EqualTo(Contents(first)));
    }

    [Test]
    public void Generate_json_says_what_was_made()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok(
            "generate", "--out", folder["j"], "--instruments", "3", "--events", "4000", "--seed", "-7", "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(json.GetProperty("journal").GetString(), Is.EqualTo(folder["j"]));
            Assert.That(json.GetProperty("instruments").GetInt32(), Is.EqualTo(3));
            Assert.That(json.GetProperty("events").GetInt64(), Is.EqualTo(4_000));
            Assert.That(json.GetProperty("seed").GetInt64(), Is.EqualTo(-7));
            Assert.That(json.GetProperty("interrupted").GetBoolean(), Is.False);
        });
    }

    [Test]
    public void Generate_into_a_folder_that_holds_something_is_refused_and_changes_nothing()
    {
        using var folder = new TempFolder();
        folder.Write("mine.txt", "mine");

        var run = EngineRun.Of("generate", "--out", folder.Path, "--events", "1000");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(folder.Path).And.Contain("choose another"));
            Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1));
        });
    }

    [Test]
    public void Generate_below_a_folder_that_is_not_there_is_refused()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of("generate", "--out", folder["no/such/place"], "--events", "1000");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("does not exist"));
        });
    }

    [TestCase("0", "1000", "instruments")]
    [TestCase("9999", "100000", "instruments")]
    [TestCase("2", "3", "events")]
    public void Generate_out_of_range_names_value_and_range(string instruments, string events, string what)
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of("generate", "--out", folder["j"], "--instruments", instruments, "--events", events);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(what).And.Contain("is given"));
            Assert.That(Directory.Exists(folder["j"]), Is.False);
        });
    }

    [Test]
    public void Generate_interrupted_keeps_a_whole_journal_and_says_that_it_is_shorter()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of(
            new Dictionary<string, string>(), new CancellationToken(canceled: true),
            "generate", "--out", folder["j"], "--events", "500000");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(130));
            Assert.That(run.Error, Does.StartWith("interrupted: "));
            Assert.That(EngineRun.Of("journal", "verify", folder["j"]).Code, Is.Zero);
        });
    }

    private static Dictionary<string, byte[]> Contents(string journal) => Directory.GetFiles(journal)
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
}
