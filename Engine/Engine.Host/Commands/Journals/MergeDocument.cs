namespace Engine.Host.Commands.Journals;

/// <summary>The JSON of <c>engine journal merge</c>.</summary>
/// <param name="Journal">The journal that was made.</param>
/// <param name="Sources">The journals it was made of.</param>
/// <param name="Events">Its events.</param>
/// <param name="LeftOut">Events of the sources that say nothing of the market.</param>
/// <param name="Interrupted">Whether it was stopped early: the journal is whole, but shorter.</param>
internal sealed record MergeDocument(
    string Journal, IReadOnlyList<string> Sources, long Events, long LeftOut, bool Interrupted);
