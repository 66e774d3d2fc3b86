using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>Exact sums over fills and funding, in quote currency. Single writer.</summary>
public sealed class CostSums
{
    private Int128 _turnover;
    private Int128 _makerTurnover;

    /// <summary>Fills.</summary>
    public long Fills { get; private set; }

    /// <summary>Realised before fees and funding.</summary>
    public Money Realized { get; private set; }

    /// <summary>Positive when paid.</summary>
    public Money Fees { get; private set; }

    /// <summary>Positive when received.</summary>
    public Money Funding { get; private set; }

    /// <summary>Realised, after fees and funding.</summary>
    public Money NetRealized => Realized - Fees + Funding;

    /// <summary>
    /// The value of all fills in whole units of quote currency. Summed wider than <see cref="Money" />: a market maker
    /// turns over more in a long run than a balance could ever hold.
    /// </summary>
    public decimal Turnover => (decimal)_turnover / Money.Scale;

    /// <summary>The maker's share of the turnover, 0 … 1; null without any.</summary>
    public double? MakerShare => _turnover == 0 ? null : (double)_makerTurnover / (double)_turnover;

    /// <summary>Takes a fill.</summary>
    public void OnFill(in FillFacts fill)
    {
        Fills++;
        Realized += fill.RealizedPnl;
        Fees += fill.Fee;
        _turnover += fill.Notional.Value;
        _makerTurnover += fill.Liquidity == Liquidity.Maker ? fill.Notional.Value : 0;
    }

    /// <summary>Takes a funding payment.</summary>
    public void OnFunding(Money amount) => Funding += amount;
}
