using System.Diagnostics;

namespace Tests.Journal.Processes;

/// <summary>A small disk of its own, in memory; the test is left out where it may not be mounted.</summary>
internal sealed class TemporaryDisk : IDisposable
{
    internal TemporaryDisk(string sizeText)
    {
        Root = Directory.CreateTempSubdirectory("journal-disk-").FullName;
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", $"size={sizeText}", "tmpfs", Root))
        {
            Directory.Delete(Root);
            Assert.Ignore("This user may not mount a file system.");
        }
    }

    internal string Root { get; }

    internal string this[string name] => Path.Combine(Root, name);

    internal void MakeReadOnly() =>
        Assert.That(Run("mount", "-o", "remount,ro", Root), Is.True, "It cannot be made read-only.");

    public void Dispose()
    {
        Run("umount", Root);
        Directory.Delete(Root);
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(command, arguments)
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start);
            process!.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
