using Replay.Statistics;

namespace Engine.Host.Output;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Tone">Its colour, where there are colours.</param>
internal readonly record struct TextCell(string Text, CellTone Tone = CellTone.Plain)
{
    public static implicit operator TextCell(string text) => new(text);
}
