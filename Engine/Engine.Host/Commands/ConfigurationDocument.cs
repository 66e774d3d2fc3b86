namespace Engine.Host.Commands;

/// <summary>The JSON of <c>engine config show</c>.</summary>
/// <param name="File">The file that was read; null for none.</param>
/// <param name="Settings">Every key.</param>
internal sealed record ConfigurationDocument(string? File, IReadOnlyList<SettingDocument> Settings);
