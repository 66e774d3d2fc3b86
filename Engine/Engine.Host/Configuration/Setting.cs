using Replay.Sessions;

namespace Engine.Host.Configuration;

/// <summary>A key with the value that is in force.</summary>
/// <param name="Key">The key.</param>
/// <param name="Bits">The value.</param>
/// <param name="Origin">Where it was set; null for the default.</param>
internal sealed record Setting(ConfigurationKey Key, long Bits, string? Origin)
{
    /// <summary>The value as people write it.</summary>
    public string Text => ParameterText.Format(Key.Parameter, Bits);
}
