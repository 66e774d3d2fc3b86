namespace Journal.Rendering;

/// <summary>How lines are written.</summary>
public enum CatFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    JsonLines,
}
