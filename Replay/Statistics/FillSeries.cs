namespace Replay.Statistics;

/// <summary>The first fills of one instrument, for charts; the rest are counted. Single writer.</summary>
public sealed class FillSeries
{
    /// <summary>Makes a series; all its memory is taken now.</summary>
    /// <param name="capacity">The most fills kept.</param>
    public FillSeries(int capacity = 2_000) => Marks = new BoundedList<FillMark>(capacity);

    /// <summary>The fills.</summary>
    public BoundedList<FillMark> Marks { get; }

    /// <summary>Takes a fill.</summary>
    public void OnFill(in FillFacts fill) =>
        Marks.Add(new FillMark(
            fill.Time, fill.Strategy, fill.Side, fill.PriceTicks, fill.Quantity, fill.PositionAfter));
}
