namespace Engine.Host.Output;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsNumeric">Whether its cells stand to the right.</param>
/// <param name="Importance">
/// Columns of higher numbers leave first where the screen is too narrow; zero never leaves.
/// </param>
/// <param name="Wraps">Whether its cells may take several lines; a long sentence may, a number may not.</param>
internal sealed record TextColumn(string Title, bool IsNumeric = false, int Importance = 0, bool Wraps = false);
