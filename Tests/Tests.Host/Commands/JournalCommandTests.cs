using System.Text.Json;

namespace Tests.Host.Commands;

internal sealed class JournalCommandTests
{
    private const int EventCount = 5_000;

    [Test]
    public void Inspect_json_has_the_keys_that_checks_read()
    {
        using var folder = new TempFolder();
        var journal = folder.Generate("j", instruments: 2, events: EventCount);

        var json = EngineRun.Ok("journal", "inspect", journal, "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(json.GetProperty("path").GetString(), Is.EqualTo(journal));
            Assert.That(json.GetProperty("formatVersion").GetInt32(), Is.Positive);
            Assert.That(json.GetProperty("engineVersion").GetString(), Is.Not.Empty);
            Assert.That(json.GetProperty("segments").GetInt32(), Is.Positive);
            Assert.That(json.GetProperty("events").GetInt64(), Is.EqualTo(EventCount));
            Assert.That(json.GetProperty("firstTime").GetString(), Does.StartWith("2026-01-01T00:00:00"));
            Assert.That(json.GetProperty("lastTime").GetString(), Does.EndWith("Z"));
            Assert.That(json.GetProperty("bytes").GetInt64(), Is.GreaterThan(64L * EventCount));
            Assert.That(json.GetProperty("intact").GetBoolean(), Is.True);
            Assert.That(json.GetProperty("tornBytes").GetInt64(), Is.Zero);
            Assert.That(
                json.GetProperty("kinds").EnumerateObject().Sum(kind => kind.Value.GetInt64()), Is.EqualTo(EventCount));
            var instrument = json.GetProperty("instruments")[0];
            Assert.That(instrument.GetProperty("venue").GetString(), Is.EqualTo("simulated"));
            Assert.That(instrument.GetProperty("tickSize").ValueKind, Is.EqualTo(JsonValueKind.String));
            Assert.That(instrument.GetProperty("lotSize").ValueKind, Is.EqualTo(JsonValueKind.String));
        });
    }

    [Test]
    public void Inspect_for_people_names_instruments_and_kinds()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Ok("journal", "inspect", folder.Generate("j"));

        Assert.That(run.Out, Does.Contain("simulated:BTCUSDT").And.Contain("BookLevel").And.Contain("intact"));
    }

    [Test]
    public void Verify_whole_answers_0()
    {
        using var folder = new TempFolder();

        var json = EngineRun.Ok("journal", "verify", folder.Generate("j"), "--json").Json;

        Assert.Multiple(() =>
        {
            Assert.That(json.GetProperty("intact").GetBoolean(), Is.True);
            Assert.That(json.GetProperty("events").GetInt64(), Is.EqualTo(EventCount));
            Assert.That(json.GetProperty("fault").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public void Verify_of_a_flipped_byte_answers_3_and_names_the_place()
    {
        using var folder = new TempFolder();
        var journal = folder.Generate("j");
        FlipByte(journal, fromStart: 8_192);

        var run = EngineRun.Of("journal", "verify", journal, "--json");

        var fault = run.Json.GetProperty("fault");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(3));
            Assert.That(run.Json.GetProperty("intact").GetBoolean(), Is.False);
            Assert.That(fault.GetProperty("segment").GetString(), Does.EndWith(".seg"));
            Assert.That(fault.GetProperty("offset").GetInt64(), Is.Positive);
            Assert.That(fault.GetProperty("what").GetString(), Is.Not.Empty);
            Assert.That(fault.GetProperty("eventsBefore").GetInt64(), Is.Not.Negative);
            Assert.That(run.ErrorLine, Does.Contain(journal));
        });
    }

    [TestCase("inspect")]
    [TestCase("verify")]
    [TestCase("cat")]
    public void A_path_that_is_not_there_answers_2(string command)
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of("journal", command, folder["nowhere"]);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(folder["nowhere"]));
        });
    }

    [TestCase("inspect")]
    [TestCase("verify")]
    [TestCase("cat")]
    public void A_file_answers_2(string command)
    {
        using var folder = new TempFolder();
        var file = folder.Write("file", "not a journal");

        var run = EngineRun.Of("journal", command, file);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain(file));
        });
    }

    [TestCase("inspect")]
    [TestCase("verify")]
    [TestCase("cat")]
    public void A_folder_that_is_no_journal_answers_3(string command)
    {
        using var folder = new TempFolder();
        folder.Write("notes.txt", "mine");

        var run = EngineRun.Of("journal", command, folder.Path);

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(3));
            Assert.That(run.ErrorLine, Does.Contain("not a journal"));
        });
    }

    [Test]
    public void A_journal_that_may_not_be_read_answers_2()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("permissions do not bind this user");
            return;
        }

        using var folder = new TempFolder();
        var journal = folder.Generate("j");
        var segment = Directory.GetFiles(journal)[0];
        File.SetUnixFileMode(segment, UnixFileMode.None);

        var run = EngineRun.Of("journal", "verify", journal);

        Assert.That(run.Code, Is.EqualTo(2));
    }

    [Test]
    public void Cat_json_is_one_document_for_each_event()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Ok("journal", "cat", folder.Generate("j"), "--json");

        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Length.EqualTo(EventCount));
            Assert.That(() => Array.ForEach(lines, line => JsonDocument.Parse(line).Dispose()), Throws.Nothing);
        });
    }

    [Test]
    public void Cat_between_two_sequences_shows_the_first_and_not_the_last()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Ok("journal", "cat", folder.Generate("j"), "--from", "100", "--to", "103");

        Assert.That(run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3));
    }

    [Test]
    public void Cat_of_one_kind_shows_no_other()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Ok("journal", "cat", folder.Generate("j"), "--kind", "trade");

        Assert.That(
            run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.Not.Empty.And.All.Contains("Trade"));
    }

    [Test]
    public void Cat_of_an_unknown_kind_names_the_nearest()
    {
        using var folder = new TempFolder();

        var run = EngineRun.Of("journal", "cat", folder.Generate("j"), "--kind", "Trades");

        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.ErrorLine, Does.Contain("did you mean Trade?"));
        });
    }

    [Test]
    public void Merge_holds_the_events_of_all_and_renumbers_nothing_twice()
    {
        using var folder = new TempFolder();
        var first = folder.Generate("a", instruments: 1);
        var second = folder.Generate("b", instruments: 1, seed: 2);

        var run = EngineRun.Of("journal", "merge", first, second, "--out", folder["m"], "--json");

        // Both define the same symbol of the same venue with the same grid: it is one instrument.
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.Zero, run.Error);
            Assert.That(EngineRun.Ok("journal", "verify", folder["m"]).Out, Does.StartWith("intact"));
            Assert.That(run.Json.GetProperty("events").GetInt64(), Is.GreaterThan(EventCount));
        });
    }

    [Test]
    public void Merge_the_same_journals_makes_the_same_bytes()
    {
        using var folder = new TempFolder();
        var source = folder.Generate("a");

        EngineRun.Ok("journal", "merge", source, "--out", folder["m1"]);
        EngineRun.Ok("journal", "merge", source, "--out", folder["m2"]);

        Assert.That(
            Directory.GetFiles(folder["m2"]).Order().Select(File.ReadAllBytes),
            Is.EqualTo(Directory.GetFiles(folder["m1"]).Order().Select(File.ReadAllBytes)));
    }

    private static void FlipByte(string journal, int fromStart)
    {
        var segment = Directory.GetFiles(journal, "events-*.seg").Order().First();
        var bytes = File.ReadAllBytes(segment);
        bytes[fromStart] ^= 1;
        File.WriteAllBytes(segment, bytes);
    }

    [Test]
    public void Merge_of_one_journal_twice_is_refused()
    {
        using var folder = new TempFolder();
        var (first, copy) = (folder.Generate("a"), folder.Generate("b"));

        var run = EngineRun.Of("journal", "merge", first, copy, "--out", folder["m"]);

        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.ErrorLine, Does.Contain("are the same journal").And.Contain(copy));
        Assert.That(Directory.Exists(folder["m"]), Is.False);
    }
}
