namespace Engine.Host.Purity;

/// <summary>One kind of thing that an assembly may not refer to.</summary>
/// <param name="Name">The rule's short name, by which findings and allowances call it.</param>
/// <param name="Scope">The assemblies that it speaks of.</param>
/// <param name="Reason">Why it is banned, or what to use instead.</param>
internal sealed record MetadataRule(string Name, RuleScope Scope, string Reason)
{
    /// <summary>
    /// Full names of types without their arity; <c>Some.Namespace.*</c> bans all below, <c>*</c> is any type. A type
    /// stands for its nested types too.
    /// </summary>
    public string[] Types { get; init; } = [];

    /// <summary>Full names of types that the patterns would hold but the rule lets pass.</summary>
    public string[] ExceptTypes { get; init; } = [];

    /// <summary>Names of the members that are banned; empty bans the types themselves, hence every member.</summary>
    public string[] Members { get; init; } = [];

    /// <summary>
    /// Names of members that may be used although the type is listed; then only other members are banned.
    /// </summary>
    public string[] ExceptMembers { get; init; } = [];

    /// <summary>Returns whether a use of the type, or of one of its members, breaks the rule.</summary>
    /// <param name="type">The type's full name, without arity.</param>
    /// <param name="member">The member's name, or null where only the type is named.</param>
    public bool Bans(string type, string? member)
    {
        if (!Types.Any(pattern => Holds(pattern, type)) || ExceptTypes.Contains(type))
        {
            return false;
        }

        if (Members.Length > 0)
        {
            return member is not null && Members.Contains(member);
        }

        return ExceptMembers.Length == 0 || (member is not null && !ExceptMembers.Contains(member));
    }

    private static bool Holds(string pattern, string type) =>
        pattern == "*"
        || pattern == type
        || type.StartsWith(pattern + "/", StringComparison.Ordinal)
        || (pattern.EndsWith(".*", StringComparison.Ordinal)
            && type.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
