namespace Tests.Replay.Sessions;

/// <summary>A folder of the test's own, gone when it ends.</summary>
internal sealed class TempJournals : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("engine-replay-").FullName;

    public string this[string name] => Path.Combine(_root, name);

    public static void AssertSameFiles(string left, string right)
    {
        var names = Directory.GetFiles(left).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        Assert.That(
            Directory.GetFiles(right).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray(), Is.EqualTo(names));
        foreach (var name in names)
        {
            var isSame = File.ReadAllBytes(Path.Combine(left, name!))
                .AsSpan()
                .SequenceEqual(File.ReadAllBytes(Path.Combine(right, name!)));
            Assert.That(isSame, Is.True, $"{name} differs");
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
