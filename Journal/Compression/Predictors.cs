namespace Journal.Compression;

/// <summary>
/// Where predictions come from: a row of eight words, and one of them. The number is the file format.
/// </summary>
internal static class Predictors
{
    /// <summary>Always zero.</summary>
    internal const int Zero = 0;

    /// <summary>The slot under way where its word is known already, else the slot before.</summary>
    internal const int Last = 1 << 3;

    /// <summary>The last slot of the same kind and instrument.</summary>
    internal const int Group = 2 << 3;

    /// <summary>The last slot of the same kind, instrument and side.</summary>
    internal const int SideGroup = 3 << 3;

    /// <summary>The bits of a predictor's number.</summary>
    internal const int Mask = 31;

    /// <summary>The row of a predictor.</summary>
    internal static int RowOf(int predictor) => predictor & ~7;

    /// <summary>The word of a predictor.</summary>
    internal static int WordOf(int predictor) => predictor & 7;
}
