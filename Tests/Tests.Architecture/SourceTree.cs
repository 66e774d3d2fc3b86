namespace Tests.Architecture;

/// <summary>The files that people write, without what builds and runs leave beside them.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> NotSources = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", "artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts", "demo",
    };

    /// <summary>
    /// Returns the paths of all files under the root, relative to it, with forward slashes, in order.
    /// </summary>
    public static List<string> Files(DirectoryInfo root)
    {
        var paths = new List<string>();
        Collect(root, "", paths);
        paths.Sort(StringComparer.Ordinal);
        return paths;
    }

    private static void Collect(DirectoryInfo folder, string prefix, List<string> paths)
    {
        paths.AddRange(folder.EnumerateFiles().Select(file => prefix + file.Name));
        foreach (var child in folder.EnumerateDirectories().Where(child => !NotSources.Contains(child.Name)))
        {
            Collect(child, $"{prefix}{child.Name}/", paths);
        }
    }
}
