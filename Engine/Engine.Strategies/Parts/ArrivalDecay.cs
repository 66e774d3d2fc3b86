using Engine.Core.Indicators;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>κ of Avellaneda and Stoikov, from the trades of the stream. One thread.</summary>
/// <remarks>
/// The model has orders that rest at a distance d from the mid filled at the rate A·e^(−κd): a trade reaches beyond d
/// with probability e^(−κd), so how deep trades reach is exponential. The likeliest rate for such depths is one over
/// their mean; the mean is exponential over n trades, so that κ follows the market. The depth of a trade is its price
/// less the mid before it, towards the aggressor's side, in basis points of the mid, at least 0. Ready after n trades.
/// </remarks>
internal sealed class ArrivalDecay
{
    private const double BpsPerUnit = 10_000;

    // Depths below this say only that the mid was off: a κ of ten thousand is no wisdom.
    private const double DepthMin = 1e-4;

    private readonly Ema _depth;

    /// <summary>An empty one.</summary>
    /// <param name="tradeCount">n, positive.</param>
    internal ArrivalDecay(int tradeCount) => _depth = new Ema(tradeCount);

    /// <summary>Whether n trades were seen.</summary>
    internal bool IsReady => _depth.IsReady;

    /// <summary>κ, per basis point; not a number until ready.</summary>
    internal double Value => IsReady ? 1 / Math.Max(DepthMin, _depth.Value) : double.NaN;

    /// <summary>Takes the next trade.</summary>
    /// <param name="price">Its price.</param>
    /// <param name="mid">The mid before it, in the same unit, positive.</param>
    /// <param name="aggressor">Who took.</param>
    internal void Add(double price, double mid, Side aggressor)
    {
        var reach = aggressor == Side.Bid ? price - mid : mid - price;
        _depth.Update(Math.Max(0, reach / mid * BpsPerUnit));
    }

    /// <summary>Visits all of it.</summary>
    internal void VisitState(StateSink sink) => _depth.VisitState(sink);
}
