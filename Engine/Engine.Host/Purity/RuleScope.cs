namespace Engine.Host.Purity;

/// <summary>Which assemblies a rule speaks of.</summary>
[Flags]
internal enum RuleScope
{
    /// <summary>No assembly: never a rule's scope.</summary>
    None = 0,

    /// <summary>Assemblies whose results must repeat to the bit, plugins included.</summary>
    Deterministic = 1,

    /// <summary>The ring: it has threads and may spin, but knows no wall clock, no file and no lock.</summary>
    Ring = 2,
}
