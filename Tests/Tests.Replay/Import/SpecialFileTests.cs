using System.Runtime.InteropServices;
using Replay.Import;

namespace Tests.Replay.Import;

internal sealed partial class SpecialFileTests : ImportFixture
{
    [SetUp]
    public void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("pipes and devices are told apart on Linux");
        }
    }

    [TestCase("csv")]
    [TestCase("binance-trades")]
    [TestCase("binance-capture")]
    [TestCase("bybit-l2")]
    public void Run_pipe_is_refused_without_waiting_for_a_writer(string format)
    {
        var path = Write("pipe.csv", string.Empty);
        File.Delete(path);
        Assert.That(MakePipe(path, 0x180), Is.Zero);

        RequireRefusal(format, path, "a pipe or a device, not a file");
    }

    [Test]
    public void Run_device_is_refused() => RequireRefusal("csv", "/dev/zero", "a pipe or a device, not a file");

    [Test]
    public void Run_link_to_a_device_is_refused()
    {
        var path = Write("link.csv", string.Empty);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/null");

        RequireRefusal("csv", path, "a pipe or a device, not a file");
    }

    [Test]
    public void Run_folder_is_refused() =>
        RequireRefusal("csv", Path.GetDirectoryName(Write("a", string.Empty))!, "a folder, not a file");

    private static void RequireRefusal(string format, string path, string problem)
    {
        var refusal = Refusal(Request(format, path) with { Csv = new CsvOptions { Kind = CsvKind.Trades } });

        Assert.That(refusal.Category, Is.EqualTo(ImportErrorCategory.Usage));
        Assert.That(refusal.Message, Does.StartWith($"{path}: {problem}").And.Not.Contains('\n'));
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakePipe(string path, uint mode);
}
