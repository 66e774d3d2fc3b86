namespace Replay.Statistics;

/// <summary>What a cell's colour says, where it says anything.</summary>
public enum CellTone
{
    /// <summary>Nothing: no colour.</summary>
    Plain,

    /// <summary>Money made.</summary>
    Gain,

    /// <summary>Money lost.</summary>
    Loss,

    /// <summary>Not defined; shown faint.</summary>
    Absent,
}
