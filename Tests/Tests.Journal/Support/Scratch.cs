namespace Tests.Journal.Support;

/// <summary>A directory that goes with the test.</summary>
internal sealed class Scratch : IDisposable
{
    internal Scratch()
    {
        Root = Path.Combine(Path.GetTempPath(), "journal-tests-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Root);
    }

    internal string Root { get; }

    internal string this[string name] => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
