namespace Tests.Architecture.Arrows;

internal sealed class ArrowRulesTests
{
    [Test]
    public void Check_of_a_project_without_a_row_complains()
    {
        var complaints = ArrowRules.Check([Project("Engine.Helpers")]);

        Assert.That(complaints, Has.Count.EqualTo(1).And.Some.Contains("no row"));
    }

    [TestCase("Engine.Core", "Engine.Disruptor")]
    [TestCase("Engine.Model", "Engine.Books")]
    [TestCase("Journal", "Engine.Core")]
    [TestCase("Adapters.Binance", "Adapters.Simulated")]
    [TestCase("Replay", "Engine.Host")]
    [TestCase("Benchmarks", "Engine.Host")]
    [TestCase("Benchmarks.Micro", "Engine.Host")]
    [TestCase("Tests.Support", "Engine.Host")]
    [TestCase("Engine.Host", "Tests.Support")]
    [TestCase("Tests.Core", "Tests.Model")]
    public void Check_of_an_arrow_that_is_not_drawn_complains(string from, string to)
    {
        var complaints = ArrowRules.Check([Project(from, projects: [to])]);

        Assert.That(complaints, Has.Count.EqualTo(1).And.Some.Contains($"{from} -> {to}"));
    }

    [TestCase("Engine.Host", "Benchmarks")]
    [TestCase("Replay", "Adapters.Kraken")]
    [TestCase("Benchmarks", "Replay")]
    [TestCase("Tests.Host", "Engine.Host")]
    public void Check_of_an_arrow_that_is_drawn_says_nothing(string from, string to)
    {
        var complaints = ArrowRules.Check([Project(from, projects: [to])]);

        Assert.That(complaints, Is.Empty);
    }

    [TestCase("Engine.Model")]
    [TestCase("Engine.Disruptor")]
    [TestCase("Engine.Books")]
    [TestCase("Engine.Core")]
    [TestCase("Engine.Strategies")]
    [TestCase("Journal")]
    [TestCase("Adapters.Common")]
    [TestCase("Adapters.Simulated")]
    [TestCase("Adapters.Binance")]
    public void Check_of_a_package_in_a_room_without_packages_complains(string project)
    {
        var complaints = ArrowRules.Check([Project(project, packages: ["CsvHelper"])]);

        Assert.That(complaints, Has.Count.EqualTo(1).And.Some.Contains("CsvHelper"));
    }

    [Test]
    public void Read_takes_names_from_paths_of_either_slash()
    {
        const string Text = """
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup>
              <ProjectReference Include="..\Engine.Model\Engine.Model.csproj" />
              <ProjectReference Include="../../Journal/Journal.csproj" />
              <PackageReference Include="CsvHelper" />
            </ItemGroup></Project>
            """;

        var project = ProjectFile.Read("Replay/Replay.csproj", Text);

        Assert.Multiple(() =>
        {
            Assert.That(project.Name, Is.EqualTo("Replay"));
            Assert.That(project.Projects, Is.EqualTo(new[] { "Engine.Model", "Journal" }));
            Assert.That(project.Packages, Is.EqualTo(new[] { "CsvHelper" }));
        });
    }

    private static ProjectFile Project(string name, string[]? projects = null, string[]? packages = null) =>
        new(name, $"{name}.csproj", projects ?? [], packages ?? []);
}
