namespace Tests.Support;

/// <summary>
/// Recorded market data and acceptance files, too large for the repository. They lie in <c>$ENGINE_SHARED</c>, else in
/// a folder <c>shared</c> beside the repository. A test that needs one is ignored, with a reason, where it is absent.
/// </summary>
public static class SharedData
{
    private const string Variable = "ENGINE_SHARED";

    /// <summary>Returns the folder of the shared data, or null where this machine has none.</summary>
    public static DirectoryInfo? Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var path = string.IsNullOrEmpty(named)
            ? Path.Combine(RepositoryRoot.Find().FullName, "..", "shared")
            : named;
        var folder = new DirectoryInfo(Path.GetFullPath(path));
        return folder.Exists ? folder : null;
    }

    /// <summary>Returns the full path of one shared file, or ends the calling test as ignored.</summary>
    /// <param name="relative">The file's path inside the shared folder, with forward slashes.</param>
    public static string RequireFile(string relative) => Require(relative, File.Exists, "file");

    /// <summary>Returns the full path of one shared folder, or ends the calling test as ignored.</summary>
    /// <param name="relative">The folder's path inside the shared folder, with forward slashes.</param>
    public static string RequireFolder(string relative) => Require(relative, Directory.Exists, "folder");

    private static string Require(string relative, Func<string, bool> exists, string what)
    {
        var shared = Find();
        if (shared is null)
        {
            Assert.Ignore($"needs the shared {what} {relative}: set {Variable}, or put shared beside the repository");
        }

        var path = Path.Combine(shared!.FullName, relative);
        if (!exists(path))
        {
            Assert.Ignore($"needs the shared {what} {relative}, which {shared.FullName} does not hold");
        }

        return path;
    }
}
