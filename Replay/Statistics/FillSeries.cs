namespace Replay.Statistics;

/// <summary>Fills and signals of one instrument, for charts: an even sample of each. Single writer.</summary>
public sealed class FillSeries
{
    /// <summary>Makes a series; all its memory is taken now.</summary>
    /// <param name="capacity">The most fills kept; of signals a quarter of it. At least 8.</param>
    public FillSeries(int capacity = 2_000)
    {
        Marks = new SampledList<FillMark>(capacity);
        Signals = new SampledList<SignalMark>(capacity / 4);
    }

    /// <summary>The fills.</summary>
    public SampledList<FillMark> Marks { get; }

    /// <summary>The signals.</summary>
    public SampledList<SignalMark> Signals { get; }

    /// <summary>Takes a fill.</summary>
    public void OnFill(in FillFacts fill) =>
        Marks.Add(new FillMark(
            fill.Time, fill.Strategy, fill.Side, fill.PriceTicks, fill.Quantity, fill.PositionAfter));

    /// <summary>Takes a signal.</summary>
    public void OnSignal(in SignalMark signal) => Signals.Add(in signal);
}
