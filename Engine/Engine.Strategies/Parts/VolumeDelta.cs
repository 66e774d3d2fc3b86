using Engine.Core.Indicators;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>
/// The cumulative volume delta over a window of beats beside what the price did: the part that confirms a side.
/// </summary>
/// <remarks>
/// Between two beats trades (or bars whose source says what aggressors bought) are added; the beat takes the price and
/// closes the interval. Lots are exact up to 2⁵³ since the start. Ready after n + 1 beats. One thread.
/// </remarks>
internal sealed class VolumeDelta
{
    private readonly CumulativeVolumeDelta _cumulative = new();
    private readonly SampleWindow _deltas;
    private readonly SampleWindow _volumes;
    private readonly SampleWindow _prices;

    /// <summary>An empty one.</summary>
    /// <param name="length">n, in beats, positive.</param>
    internal VolumeDelta(int length)
    {
        _deltas = new SampleWindow(checked(length + 1));
        _volumes = new SampleWindow(length + 1);
        _prices = new SampleWindow(length + 1);
    }

    /// <summary>Whether the window is full.</summary>
    internal bool IsReady => _prices.IsFull;

    /// <summary>Whether the window is full and anything was traded in it.</summary>
    internal bool HasVolume => IsReady && Volume > 0;

    /// <summary>Bought less sold over the window, lots.</summary>
    internal double Delta => _deltas[0] - _deltas.Oldest;

    /// <summary>Bought plus sold over the window, lots.</summary>
    internal double Volume => _volumes[0] - _volumes.Oldest;

    /// <summary>Delta over volume: −1 … 1; 0 where nothing was traded.</summary>
    internal double Ratio => Volume > 0 ? Delta / Volume : 0;

    /// <summary>The change of the price over the window, a fraction.</summary>
    internal double PriceChange => (_prices[0] / _prices.Oldest) - 1;

    /// <summary>Adds a trade whose aggressor is known.</summary>
    internal void Add(QtyLots quantity, Side aggressor) => _cumulative.Update(quantity, aggressor);

    /// <summary>
    /// Adds a bar; one of which the source does not say what aggressors bought counts for neither side, as nothing.
    /// </summary>
    internal void Add(in Bar bar)
    {
        var bought = bar.TakerBuyVolume;
        var sold = bar.Volume - bought;
        if (bought > QtyLots.Zero && sold >= QtyLots.Zero)
        {
            _cumulative.Update(bought, Side.Bid);
            _cumulative.Update(sold, Side.Ask);
        }
    }

    /// <summary>Closes an interval.</summary>
    /// <param name="price">The price now, positive and finite.</param>
    internal void Beat(double price)
    {
        _deltas.Push(_cumulative.Value.Value);
        _volumes.Push(_cumulative.Volume.Value);
        _prices.Push(price);
    }

    /// <summary>Whether aggressors of the window were on a side, by at least a part of the volume.</summary>
    /// <param name="side">Bid: they bought.</param>
    /// <param name="threshold">The least ratio, 0 … 1.</param>
    internal bool Confirms(Side side, double threshold) =>
        HasVolume && (side == Side.Bid ? Ratio >= threshold : -Ratio >= threshold);

    /// <summary>Visits all of it.</summary>
    internal void VisitState(StateSink sink)
    {
        _cumulative.VisitState(sink);
        _deltas.VisitState(sink);
        _volumes.VisitState(sink);
        _prices.VisitState(sink);
    }
}
