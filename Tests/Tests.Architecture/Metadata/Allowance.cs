using Engine.Host.Purity;

namespace Tests.Architecture.Metadata;

/// <summary>One use of something banned that is let pass.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Where">The type or member that may; a type stands for its members and nested types.</param>
/// <param name="Rule">The rule that is waived.</param>
/// <param name="Reason">Why no result can depend on it.</param>
internal sealed record Allowance(string Assembly, string Where, string Rule, string Reason)
{
    /// <summary>Returns whether it waives the finding.</summary>
    public bool Covers(string assembly, Finding finding) =>
        Assembly == assembly
        && Rule == finding.Rule
        && (finding.Where == Where
            || finding.Where.StartsWith(Where + ".", StringComparison.Ordinal)
            || finding.Where.StartsWith(Where + "/", StringComparison.Ordinal));
}
