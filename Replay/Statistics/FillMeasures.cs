namespace Replay.Statistics;

/// <summary>How good fills were, weighted by their value, in basis points of the middle. Single writer.</summary>
/// <remarks>
/// With s = +1 for a purchase and −1 for a sale, p the price of the fill and m the middle of best bid and ask:
/// slippage = s × (p − m₀) ÷ m₀, m₀ being the middle when the order (or the amend that last moved its price) was sent:
/// the shortfall against the price of the decision (Perold, "The Implementation Shortfall", Journal of Portfolio
/// Management 14(3), 1988). Edge = s × (m − p) ÷ m, m being the middle when the fill was reported: half of the spread
/// that the fill earned or, negative, paid. Adverse selection after h = −s × (m(h) − m) ÷ m: how far the market then
/// went against the fill (price impact in Huang and Stoll, "Dealer versus auction markets", Journal of Financial
/// Economics 41(3), 1996). What a fill is worth after h is edge less adverse selection. Where there is no book and no
/// quote, the last trade or the last bar's close stands for the middle.
/// </remarks>
public sealed class FillMeasures
{
    private readonly WeightedMean[] _adverse = new WeightedMean[FillHorizon.Count];
    private WeightedMean _slippage;
    private WeightedMean _edge;

    /// <summary>Against the middle when the order was sent; positive where it cost.</summary>
    public WeightedMean Slippage => _slippage;

    /// <summary>Against the middle when the fill was reported; positive where it earned.</summary>
    public WeightedMean Edge => _edge;

    /// <summary>How far the middle went against the fills; positive where it hurt.</summary>
    /// <param name="horizon">Of <see cref="FillHorizon" />.</param>
    public WeightedMean Adverse(int horizon) => _adverse[horizon];

    /// <summary>Takes a fill's slippage, in basis points.</summary>
    public void OnSlippage(double basisPoints, double weight) => _slippage.Add(basisPoints, weight);

    /// <summary>Takes a fill's edge, in basis points.</summary>
    public void OnEdge(double basisPoints, double weight) => _edge.Add(basisPoints, weight);

    /// <summary>Takes what became of a fill after a horizon, in basis points.</summary>
    public void OnAdverse(int horizon, double basisPoints, double weight) =>
        _adverse[horizon].Add(basisPoints, weight);

    /// <summary>Takes all that others have taken.</summary>
    public void Merge(FillMeasures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _slippage.Merge(other.Slippage);
        _edge.Merge(other.Edge);
        for (var horizon = 0; horizon < FillHorizon.Count; horizon++)
        {
            _adverse[horizon].Merge(other.Adverse(horizon));
        }
    }
}
