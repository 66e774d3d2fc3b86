namespace Benchmarks.Ring;

/// <summary>Which of three stages waits for which.</summary>
internal enum StageOrder
{
    /// <summary>Each for the one before it.</summary>
    Row,

    /// <summary>None for another.</summary>
    SideBySide,

    /// <summary>The third for the first two.</summary>
    Diamond,
}
