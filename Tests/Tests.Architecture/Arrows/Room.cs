namespace Tests.Architecture.Arrows;

/// <summary>One project of the design: what it may use, and whether its results must repeat to the bit.</summary>
/// <param name="Project">The project's name; an ending <c>.*</c> stands for every project of that family.</param>
/// <param name="MayUse">Names or families of the projects it may reference; <c>*</c> stands for any.</param>
/// <param name="Packages">The product packages it may reference; <c>*</c> stands for any.</param>
/// <param name="IsDeterministic">True where the clock, the machine and undefined orders must not be seen.</param>
internal sealed record Room(string Project, string[] MayUse, string[] Packages, bool IsDeterministic = false)
{
    /// <summary>Returns whether this row speaks of the project.</summary>
    public bool Holds(string project) => Matches(Project, project);

    /// <summary>Returns whether an arrow from this room to the project is drawn.</summary>
    public bool MayReference(string project) => MayUse.Any(pattern => Matches(pattern, project));

    /// <summary>Returns whether this room may take the package.</summary>
    public bool MayTake(string package) => Packages.Any(pattern => Matches(pattern, package));

    private static bool Matches(string pattern, string name) =>
        pattern == "*"
        || pattern == name
        || (pattern.EndsWith(".*", StringComparison.Ordinal)
            && name.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
