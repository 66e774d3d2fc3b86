using Tests.Support;

namespace Tests.Architecture.Tidy;

/// <summary>The repository's own sources against the tidy rules.</summary>
internal sealed class SourcesTests
{
    private static readonly DirectoryInfo Root = RepositoryRoot.Find();

    private static readonly HashSet<string> TextEndings = new(StringComparer.Ordinal)
    {
        ".cs", ".md", ".json", ".csproj", ".props", ".targets", ".sln", ".txt", ".yml", ".yaml", ".sh", ".html", ".js",
        ".css", ".sql", ".editorconfig", ".gitignore", "",
    };

    [Test]
    public void Sources_are_tidy()
    {
        var complaints = Sources()
            .SelectMany(path => TidyRules.CheckSource(path, Text(path)))
            .Where(complaint => !Array.Exists(TidyRatchet.LongFiles, path => IsLength(complaint, path)));

        Assert.That(complaints, Is.Empty, string.Join('\n', complaints));
    }

    [Test]
    public void Sources_hold_one_type_each_and_no_long_member()
    {
        var complaints = Sources()
            .SelectMany(path => TidyRules.CheckShape(path, Text(path), TidyRatchet.LongMembers));

        Assert.That(complaints, Is.Empty, string.Join('\n', complaints));
    }

    [Test]
    public void Files_hold_no_marker_and_no_word_that_is_not_the_projects()
    {
        var complaints = SourceTree.Files(Root)
            .Where(path => TextEndings.Contains(Path.GetExtension(path)))
            .SelectMany(path => TidyRules.CheckWords(path, Text(path)));

        Assert.That(complaints, Is.Empty, string.Join('\n', complaints));
    }

    [Test]
    public void Ratchet_holds_nothing_that_is_tidy_by_now()
    {
        var longMembers = Sources().SelectMany(path => TidyRules.LongMembers(CodeShape.Of(Text(path)))
            .Select(member => $"{path}: {member.Name}"));
        var longFiles = Sources().Where(path => TidyRules.CheckSource(path, Text(path))
            .Exists(complaint => IsLength(complaint, path)));

        Assert.Multiple(() =>
        {
            Assert.That(TidyRatchet.LongMembers, Is.SubsetOf(longMembers));
            Assert.That(TidyRatchet.LongFiles, Is.SubsetOf(longFiles));
        });
    }

    private static List<string> Sources() =>
        SourceTree.Files(Root).FindAll(path => path.EndsWith(".cs", StringComparison.Ordinal));

    private static string Text(string path) => File.ReadAllText(Path.Combine(Root.FullName, path));

    // Complaints of a whole file carry no line number.
    private static bool IsLength(string complaint, string path) =>
        complaint.StartsWith($"{path}: ", StringComparison.Ordinal);
}
