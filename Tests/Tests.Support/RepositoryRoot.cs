namespace Tests.Support;

/// <summary>Where the sources under test are: tests may run from any build folder and any working directory.</summary>
public static class RepositoryRoot
{
    private const string Mark = "engine.sln";

    /// <summary>Returns the folder that holds <c>engine.sln</c>, going up from the test's own binaries.</summary>
    /// <exception cref="DirectoryNotFoundException">No folder above the binaries holds the solution.</exception>
    public static DirectoryInfo Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException(
            $"no folder above {AppContext.BaseDirectory} holds {Mark}: run the tests from a build in the repository");
    }
}
