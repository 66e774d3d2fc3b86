using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tests.Support;

namespace Tests.Architecture.Arrows;

/// <summary>The repository's own project files, properties and solution against the design.</summary>
internal sealed partial class SolutionTests
{
    private static readonly DirectoryInfo Root = RepositoryRoot.Find();

    [Test]
    public void Projects_draw_only_the_arrows_of_the_table()
    {
        var projects = ProjectFile.ReadAll(Root);

        Assert.That(projects, Is.Not.Empty);
        Assert.That(ArrowRules.Check(projects), Is.Empty);
    }

    [Test]
    public void Only_tests_point_to_the_host()
    {
        var pointing = ProjectFile.ReadAll(Root)
            .Where(project => project.Projects.Contains("Engine.Host"))
            .Select(project => project.Name);

        Assert.That(pointing, Has.All.StartsWith("Tests."));
    }

    [Test]
    public void Arrows_that_are_not_declared_do_not_compile()
    {
        var setting = Properties().Descendants("DisableTransitiveProjectReferences").Single();

        Assert.That(setting.Value, Is.EqualTo("true"));
    }

    [Test]
    public void Packages_given_to_every_project_do_not_reach_the_product()
    {
        var leaking = Properties().Descendants("PackageReference")
            .Where(item => (string?)item.Attribute("PrivateAssets") != "all")
            .Where(item => !ConditionOf(item).Contains("Tests.", StringComparison.Ordinal)
                && !ConditionOf(item).Contains("IsTestProject", StringComparison.Ordinal))
            .Select(item => (string?)item.Attribute("Include"));

        Assert.That(leaking, Is.Empty, "a package outside the tests must be an analyzer with PrivateAssets=\"all\"");
    }

    [Test]
    public void Banned_symbols_are_given_to_exactly_the_deterministic_rooms()
    {
        var condition = ConditionOf(Properties().Descendants("IsDeterministic").Single());
        var listed = ProjectName().Matches(condition).Select(match => match.Groups["name"].Value);

        var deterministic = Rooms.Table.Where(room => room.IsDeterministic).Select(room => room.Project);

        Assert.That(listed, Is.EquivalentTo(deterministic));
    }

    [Test]
    public void Deterministic_projects_get_the_analyzer_and_its_list()
    {
        var group = Properties().Descendants("ItemGroup")
            .Single(item => ((string?)item.Attribute("Condition") ?? "")
                .Contains("IsDeterministic", StringComparison.Ordinal));

        var includes = group.Elements().Select(item => (string?)item.Attribute("Include") ?? "").ToArray();

        Assert.That(includes, Has.Some.EqualTo("Microsoft.CodeAnalysis.BannedApiAnalyzers"));
        Assert.That(includes, Has.Some.EndsWith("BannedSymbols.txt"));
    }

    [Test]
    public void Solution_lists_every_project()
    {
        var text = File.ReadAllText(Path.Combine(Root.FullName, "engine.sln"));
        var listed = SolutionEntry().Matches(text).Select(match => match.Groups["path"].Value.Replace('\\', '/'));

        Assert.That(listed, Is.EquivalentTo(ProjectFile.ReadAll(Root).Select(project => project.RelativePath)));
    }

    private static XDocument Properties() => XDocument.Load(Path.Combine(Root.FullName, "Directory.Build.props"));

    // The condition may stand on the element or on the group around it.
    private static string ConditionOf(XElement element) =>
        string.Join(' ', element.AncestorsAndSelf().Select(item => (string?)item.Attribute("Condition") ?? ""));

    [GeneratedRegex(@"\$\(MSBuildProjectName\)' == '(?<name>[^']+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex ProjectName();

    [GeneratedRegex(@", ""(?<path>[^""]+\.csproj)""", RegexOptions.ExplicitCapture)]
    private static partial Regex SolutionEntry();
}
