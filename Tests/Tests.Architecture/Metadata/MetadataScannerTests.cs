using Engine.Host.Purity;
using Tests.Architecture.Fixtures;

namespace Tests.Architecture.Metadata;

/// <summary>The scanner reads this very assembly, whose fixtures hold one banned use each.</summary>
internal sealed class MetadataScannerTests
{
    private static readonly string Assembly = typeof(MetadataScannerTests).Assembly.Location;
    private static readonly List<Finding> Deterministic = MetadataScanner.Scan(Assembly, RuleScope.Deterministic);
    private static readonly List<Finding> Ring = MetadataScanner.Scan(Assembly, RuleScope.Ring);

    [TestCase(nameof(BannedUses.WallClock), "wall clock")]
    [TestCase("<>c.<WallClockInLambda>b__", "wall clock")]
    [TestCase("<WallClockInLocalFunction>g__Read", "wall clock")]
    [TestCase("<WallClockInIterator>d__", "wall clock")]
    [TestCase(nameof(BannedUses.MonotonicClock), "monotonic clock")]
    [TestCase("_field", "monotonic clock")]
    [TestCase(nameof(BannedUses.Randomness), "randomness")]
    [TestCase(nameof(BannedUses.FreshGuid), "randomness")]
    [TestCase(nameof(BannedUses.Machine), "machine")]
    [TestCase(nameof(BannedUses.HeapSize), "collector")]
    [TestCase("Finalize", "collector")]
    [TestCase(nameof(BannedUses.Address), "memory")]
    [TestCase(nameof(BannedUses.Pool), "memory")]
    [TestCase(nameof(BannedUses.Trace), "stack")]
    [TestCase(nameof(BannedUses.SeededHash), "seeded hash")]
    [TestCase(nameof(BannedUses.ObjectHash), "identity hash")]
    [TestCase(nameof(BannedUses.StringHash), "identity hash")]
    [TestCase(nameof(BannedUses.IdentityHash), "identity hash")]
    [TestCase(nameof(BannedUses.ComparerHash), "identity hash")]
    [TestCase(nameof(BannedUses.Linq), "LINQ")]
    [TestCase(nameof(BannedUses.LockOnObject), "lock")]
    [TestCase(nameof(BannedUses.LockOnLock), "lock")]
    [TestCase(nameof(BannedUses.SynchronizedMethod), "lock")]
    [TestCase(nameof(BannedUses.Tasks), "tasks")]
    [TestCase(nameof(BannedUses.Fence), "threads")]
    [TestCase(nameof(BannedUses.StartsThread), "threads")]
    [TestCase("add_Happened", "threads")]
    [TestCase(nameof(BannedUses.Files), "files")]
    [TestCase(nameof(BannedUses.CatchesFileError), "files")]
    [TestCase(nameof(BannedUses.Network), "network")]
    [TestCase(nameof(BannedUses.WritesConsole), "console")]
    [TestCase(nameof(BannedUses.Culture), "culture")]
    [TestCase(nameof(BannedUses.FindsByName), "reflection")]
    [TestCase(nameof(BannedUses.MakesByType), "reflection")]
    [TestCase(nameof(BannedUses.FusedArithmetic), "fused arithmetic")]
    [TestCase(nameof(BannedUses.FusedThroughDouble), "fused arithmetic")]
    [TestCase(nameof(BannedUses.LibraryMath), "library mathematics")]
    [TestCase(nameof(BannedUses.LibraryMathF), "library mathematics")]
    [TestCase(nameof(BannedUses.LibraryThroughDouble), "library mathematics")]
    [TestCase(nameof(BannedUses.LibraryThroughInterface), "library mathematics")]
    [TestCase(nameof(BannedUses.VectorWidth), "vector width")]
    [TestCase(nameof(BannedUses.ProcessorFeatures), "processor features")]
    [TestCase(nameof(BannedUses.HardwareAccelerated), "processor features")]
    [TestCase(nameof(BannedUses.EnumeratesDictionary), "undefined order")]
    [TestCase(nameof(BannedUses.EnumeratesValues), "undefined order")]
    [TestCase(nameof(BannedUses.EnumeratesSet), "undefined order")]
    [TestCase(nameof(BannedUses.SortsArray), "unstable sort")]
    [TestCase(nameof(BannedUses.SortsList), "unstable sort")]
    [TestCase(nameof(BannedUses.SortsSpan), "unstable sort")]
    [TestCase(nameof(BannedUses.QueuesWithTies), "unstable sort")]
    [TestCase("_mutable", MetadataRules.MutableStatic)]
    [TestCase("<AutoProperty>k__BackingField", MetadataRules.MutableStatic)]
    [TestCase(nameof(BannedUses.NativeCall), MetadataRules.NativeCall)]
    public void Scan_names_the_member_and_the_rule_it_breaks(string member, string rule)
    {
        var rules = Of(Deterministic, nameof(BannedUses))
            .Where(finding => MemberOf(finding).StartsWith(member, StringComparison.Ordinal))
            .Select(finding => finding.Rule);

        Assert.That(rules, Has.Some.EqualTo(rule));
    }

    [Test]
    public void Scan_says_nothing_of_what_is_allowed_or_written_by_the_compiler()
    {
        Assert.That(Of(Deterministic, nameof(AllowedUses)), Is.Empty);
    }

    [Test]
    public void Scan_of_the_ring_lets_threads_and_fences_pass()
    {
        string[] allowed = ["Fence", "StartsThread", "MonotonicClock", "Machine", "LibraryMath"];

        var found = Of(Ring, nameof(BannedUses)).Select(MemberOf);

        Assert.That(found.Intersect(allowed), Is.Empty);
    }

    [TestCase(nameof(BannedUses.WallClock), "wall clock")]
    [TestCase(nameof(BannedUses.LockOnObject), "lock")]
    [TestCase(nameof(BannedUses.Tasks), "tasks")]
    [TestCase(nameof(BannedUses.Linq), "LINQ")]
    [TestCase(nameof(BannedUses.Files), "files")]
    [TestCase("_mutable", MetadataRules.MutableStatic)]
    public void Scan_of_the_ring_still_finds_what_it_may_not_use(string member, string rule)
    {
        var rules = Of(Ring, nameof(BannedUses)).Where(finding => MemberOf(finding) == member);

        Assert.That(rules.Select(finding => finding.Rule), Has.Some.EqualTo(rule));
    }

    [Test]
    public void Table_has_a_fixture_for_every_rule()
    {
        var proved = Of(Deterministic, nameof(BannedUses)).Select(finding => finding.Rule).ToHashSet();

        Assert.That(MetadataRules.Table.Select(rule => rule.Name).Distinct(), Is.SubsetOf(proved));
    }

    [Test]
    public void Table_gives_every_rule_a_scope_and_a_reason()
    {
        Assert.That(MetadataRules.Table, Has.None.Matches<MetadataRule>(rule =>
            rule is null || rule.Scope == RuleScope.None || rule.Reason.Length == 0));
    }

    private static Finding[] Of(List<Finding> findings, string fixture) =>
        [.. findings.Where(finding => finding.Where.StartsWith(Prefix(fixture), StringComparison.Ordinal))];

    private static string MemberOf(Finding finding) => finding.Where[(Prefix(nameof(BannedUses)).Length + 1)..];

    private static string Prefix(string fixture) => $"Tests.Architecture.Fixtures.{fixture}";
}
