namespace Tests.Host;

/// <summary>A folder of one test's own, gone when the test is.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engine-host-");

    /// <summary>A path in it.</summary>
    public string this[string name] => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>The folder itself.</summary>
    public string Path => _folder.FullName;

    /// <summary>Writes a file.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Makes a small market.</summary>
    public string Generate(string name, int instruments = 2, int events = 5_000, int seed = 1)
    {
        EngineRun.Ok(
            "generate", "--out", this[name], "--instruments", $"{instruments}", "--events", $"{events}", "--seed", $"{seed}");
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
