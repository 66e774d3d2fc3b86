using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>The highest high and the lowest low of the last n bars, in the unit of their prices.</summary>
/// <remarks>
/// Donchian's price channel (Financial Analysts Journal 16, 1960). The middle is the mean of both. Ready after n bars.
/// </remarks>
public sealed class DonchianChannel : IBarIndicator
{
    private SlidingMaximum _highs;
    private SlidingMaximum _negatedLows;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in bars, positive.</param>
    public DonchianChannel(int period = 20)
    {
        _highs = new SlidingMaximum(period);
        _negatedLows = new SlidingMaximum(period);
    }

    /// <inheritdoc />
    public bool IsReady => _highs.IsReady;

    /// <summary>The middle of the channel.</summary>
    public double Value => IsReady ? (Upper + Lower) / 2 : double.NaN;

    /// <summary>The highest high; not a number until ready.</summary>
    public double Upper => IsReady ? _highs.Value : double.NaN;

    /// <summary>The lowest low; not a number until ready.</summary>
    public double Lower => IsReady ? -_negatedLows.Value : double.NaN;

    /// <inheritdoc />
    public void Update(double high, double low, double close)
    {
        _highs.Update(high);
        _negatedLows.Update(-low);
    }

    /// <inheritdoc />
    public void VisitState(StateSink sink)
    {
        _highs.VisitState(sink);
        _negatedLows.VisitState(sink);
    }
}
