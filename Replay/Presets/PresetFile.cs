namespace Replay.Presets;

/// <summary>The file of presets.</summary>
/// <param name="Pairs">One for each pair.</param>
internal sealed record PresetFile(IReadOnlyList<PairPreset> Pairs);
