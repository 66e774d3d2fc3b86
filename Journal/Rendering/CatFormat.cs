namespace Journal.Rendering;

/// <summary>How lines are written.</summary>
public enum CatFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    JsonLines,

    /// <summary>A header row, then one row per event: of one kind, because each kind has its own columns.</summary>
    Csv,
}
