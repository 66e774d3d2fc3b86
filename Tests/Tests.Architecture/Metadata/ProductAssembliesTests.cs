using Engine.Host.Purity;
using Tests.Architecture.Arrows;
using Tests.Support;

namespace Tests.Architecture.Metadata;

/// <summary>The product's compiled assemblies against the table of banned references.</summary>
internal sealed class ProductAssembliesTests
{
    private const string Ring = "Engine.Disruptor";

    private static string[] Assemblies =>
        [.. Rooms.Table.Where(room => room.IsDeterministic).Select(room => room.Project), Ring];

    [TestCaseSource(nameof(Assemblies))]
    public void Assembly_uses_nothing_that_is_banned(string assembly)
    {
        var findings = Scan(assembly)
            .Where(finding => !Array.Exists(Allowances.Table, allowance => allowance.Covers(assembly, finding)));

        Assert.That(findings, Is.Empty, string.Join('\n', findings));
    }

    [Test]
    public void Allowances_are_all_needed_and_give_a_reason()
    {
        var idle = Allowances.Table.Where(allowance => string.IsNullOrWhiteSpace(allowance.Reason)
            || !Scan(allowance.Assembly).Exists(finding => allowance.Covers(allowance.Assembly, finding)));

        Assert.That(idle, Is.Empty);
    }

    [Test]
    public void Types_that_the_analyzer_bans_are_banned_here_too()
    {
        const string TypeMark = "T:";
        var lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Find().FullName, "BannedSymbols.txt"));
        var types = lines.Where(line => line.StartsWith(TypeMark, StringComparison.Ordinal))
            .Select(line => line[TypeMark.Length..].Split(';')[0].Split('`')[0]);

        var missed = types.Where(type => MetadataRules.Find(RuleScope.Deterministic, type, "Any") is null);

        Assert.That(missed, Is.Empty);
    }

    private static List<Finding> Scan(string assembly) => MetadataScanner.Scan(
        Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"),
        assembly == Ring ? RuleScope.Ring : RuleScope.Deterministic);
}
