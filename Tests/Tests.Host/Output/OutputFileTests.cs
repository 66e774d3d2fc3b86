using Engine.Host.Cli;
using Engine.Host.Output;

namespace Tests.Host.Output;

internal sealed class OutputFileTests
{
    private static readonly OutputFile File = new("--out", "export", "sequence,", "{\"sequence\":");

    [TestCase("my notes\n")]
    [TestCase("<!doctype html><p>sequence</p>")]
    public void RequireWritable_refuses_what_somebody_else_made(string text)
    {
        using var folder = new TempFolder();
        System.IO.File.WriteAllText(folder["f"], text);

        var refusal = Assert.Throws<UsageException>(() => File.RequireWritable(folder["f"]));

        Assert.That(refusal!.Message, Does.Contain("no export of this engine").And.Contain("name another"));
        Assert.That(System.IO.File.ReadAllText(folder["f"]), Is.EqualTo(text));
    }

    [TestCase("")]
    [TestCase("sequence,time,kind\n")]
    [TestCase("{\"sequence\":3}\n")]
    public void RequireWritable_takes_an_empty_file_and_one_of_its_own_and_leaves_it_as_it_is(string text)
    {
        using var folder = new TempFolder();
        System.IO.File.WriteAllText(folder["f"], text);

        File.RequireWritable(folder["f"]);

        Assert.That(System.IO.File.ReadAllText(folder["f"]), Is.EqualTo(text));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("  ")]
    public void RequireWritable_refuses_no_name_at_all(string path)
    {
        var refusal = Assert.Throws<UsageException>(() => File.RequireWritable(path));

        Assert.That(refusal!.Message, Is.EqualTo($"--out \"{path}\": name a file"));
    }

    [Test]
    public void Write_that_fails_leaves_what_was_there_and_nothing_else()
    {
        using var folder = new TempFolder();
        System.IO.File.WriteAllText(folder["f"], "sequence,old");

        Assert.Throws<IOException>(() => OutputFile.Write(folder["f"], file =>
        {
            file.WriteByte(1);
            throw new IOException("No space left on device");
        }));

        Assert.That(System.IO.File.ReadAllText(folder["f"]), Is.EqualTo("sequence,old"));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }
}
