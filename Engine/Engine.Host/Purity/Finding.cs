namespace Engine.Host.Purity;

/// <summary>One use of something banned.</summary>
/// <param name="Rule">The broken rule's name.</param>
/// <param name="Where">The member or type that uses it: <c>Namespace.Type.Member</c>, or <c>(assembly)</c>.</param>
/// <param name="What">The banned type or member.</param>
internal readonly record struct Finding(string Rule, string Where, string What)
{
    /// <summary>Returns the finding as one line for people.</summary>
    public override string ToString() => $"{Where} uses {What} ({Rule}: {MetadataRules.Named(Rule).Reason})";
}
