using Journal;
using Journal.Compression;
using Journal.Format;
using Journal.Inspection;
using Journal.Reading;
using Journal.Rendering;
using Journal.Storage;
using Tests.Journal.Support;

namespace Tests.Journal.Golden;

/// <summary>Journals of every released version, as they were made then, give today what they gave then.</summary>
internal sealed class GoldenTests
{
    private static string Root => Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden");

    [TestCase(1)]
    public void Journals_of_every_version_read_as_when_they_were_made(int version)
    {
        var reader = JournalReader.Open(Path.Combine(Root, $"v{version}"));
        using var output = new MemoryStream();

        JournalCat.Write(reader, new CatOptions(), output);

        Assert.That(reader.Facts.FormatVersion, Is.EqualTo(version));
        Assert.That(reader.EventSegmentCount, Is.GreaterThan(1));
        Assert.That(output.ToArray(), Is.EqualTo(File.ReadAllBytes(Path.Combine(Root, $"v{version}.txt"))));
        AssertWhole(JournalVerifier.Verify(reader));
    }

    [Test]
    public void Writing_the_golden_input_gives_the_golden_bytes()
    {
        using var scratch = new Scratch();

        Samples.Write(GoldenInput.Options(scratch["j"]), GoldenInput.Events(), GoldenInput.Commands());

        var golden = Directory.GetFiles(Path.Combine(Root, $"v{JournalFormat.Version}"));
        Assert.That(Directory.GetFiles(scratch["j"]), Has.Length.EqualTo(golden.Length));
        foreach (var path in golden)
        {
            Assert.That(
                File.ReadAllBytes(Path.Combine(scratch["j"], Path.GetFileName(path))),
                Is.EqualTo(File.ReadAllBytes(path)), path);
        }
    }

    [TestCase(1)]
    public void Journals_that_were_compressed_with_every_codec_give_back_the_raw_ones(int codec)
    {
        var packed = new DirectoryStorage(Path.Combine(Root, $"v1-codec{codec}"));
        var raw = new DirectoryStorage(Path.Combine(Root, "v1"));

        Assert.That(packed.List(), Is.EqualTo(raw.List()));
        foreach (var name in raw.List())
        {
            using var restored = SegmentFiles.OpenRead(packed, name);
            var bytes = new byte[restored.Length];
            restored.Read(bytes, 0);
            Assert.That(restored, Is.InstanceOf<CompressedSegmentFile>(), name);
            Assert.That(bytes, Is.EqualTo(File.ReadAllBytes(Path.Combine(raw.Directory, name))), name);
        }

        AssertWhole(JournalVerifier.Verify(packed.Directory));
    }

    [Test]
    [Explicit("Makes the journal of a new codec, once; the old ones stay as they are.")]
    public void Make_the_golden_journal_of_the_current_codec()
    {
        var target = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"v1-codec{CompressedFacts.Codec}");
        Directory.CreateDirectory(target);
        foreach (var path in Directory.GetFiles(Path.Combine(Root, "v1")))
        {
            File.Copy(path, Path.Combine(target, Path.GetFileName(path)), overwrite: true);
        }

        JournalCompactor.Compact(target);
        foreach (var path in Directory.GetFiles(target, "*.idx"))
        {
            File.Delete(path);
        }

        Assert.Pass(target);
    }

    [Test]
    [Explicit("Makes the journal of a new version, once; the old ones stay as they are.")]
    public void Make_the_golden_journal_of_the_current_version()
    {
        var target = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"v{JournalFormat.Version}");
        Samples.Write(GoldenInput.Options(target), GoldenInput.Events(), GoldenInput.Commands());
        using (var output = File.Create(target + ".txt"))
        {
            JournalCat.Write(JournalReader.Open(target), new CatOptions(), output);
        }

        Assert.Pass(target);
    }

    /// <summary>Each stream for itself: the commands are made up, and the last name events that never were.</summary>
    private static void AssertWhole(JournalReport report) =>
        Assert.That((report.End, report.CommandsEnd), Is.EqualTo((JournalEnd.Closed, JournalEnd.Closed)));
}
