namespace Engine.Host.Commands;

/// <summary>The JSON of <c>engine config check</c>.</summary>
/// <param name="File">The file that was read; null for none.</param>
/// <param name="Ok">Whether all is sound.</param>
/// <param name="Changed">How many keys are set.</param>
/// <param name="Errors">All that is wrong.</param>
internal sealed record ConfigurationCheckDocument(string? File, bool Ok, int Changed, IReadOnlyList<string> Errors);
