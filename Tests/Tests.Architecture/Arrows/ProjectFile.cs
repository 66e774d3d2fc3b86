using System.Xml.Linq;

namespace Tests.Architecture.Arrows;

/// <summary>
/// What one project file declares. Read from the file: the compiler drops references that no code uses.
/// </summary>
/// <param name="Name">The project's name, its file's without the extension.</param>
/// <param name="RelativePath">The file's path from the repository's root, with forward slashes.</param>
/// <param name="Projects">The names of the projects it references.</param>
/// <param name="Packages">The names of the packages it references.</param>
internal sealed record ProjectFile(string Name, string RelativePath, string[] Projects, string[] Packages)
{
    /// <summary>Returns every project file of the repository, in order of path.</summary>
    public static ProjectFile[] ReadAll(DirectoryInfo root) =>
    [
        .. SourceTree.Files(root)
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => Read(path, File.ReadAllText(Path.Combine(root.FullName, path)))),
    ];

    /// <summary>Returns what the text of a project file declares.</summary>
    public static ProjectFile Read(string relativePath, string text)
    {
        var document = XDocument.Parse(text);
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(relativePath),
            relativePath,
            [.. Includes(document, "ProjectReference").Select(NameOfPath)],
            [.. Includes(document, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XDocument document, string element) =>
        document.Descendants(element).Select(item => (string?)item.Attribute("Include") ?? "");

    private static string NameOfPath(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
