namespace Engine.Host.Configuration;

/// <summary>What somebody wrote somewhere, not yet understood.</summary>
/// <param name="Key">The key as it stands there.</param>
/// <param name="Value">The value as it stands there.</param>
/// <param name="Origin">The place, for errors: file and line, variable, or flag.</param>
internal sealed record RawSetting(string Key, string Value, string Origin)
{
    /// <summary>Whether it is a section that holds nothing: there is no value, but its name may be wrong.</summary>
    public bool IsEmptySection { get; init; }
}
