namespace Tests.Core.Mutation;

/// <summary>A type of the core whose comparisons must each be noticed.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Every">Of its mutants, each so-many-th is tried at every run, and the others on demand.</param>
/// <param name="Fixtures">The tests that say what it does, and have to notice.</param>
internal sealed record MutationTarget(string Type, int Every, params Type[] Fixtures)
{
    /// <inheritdoc />
    public override string ToString() => Type;
}
