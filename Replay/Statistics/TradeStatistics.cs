using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>Counts and sums over closed trades, by their profit after fees and funding. Single writer.</summary>
/// <remarks>
/// Win rate = wins ÷ trades. Profit factor = Σ wins ÷ |Σ losses|. Expectancy = Σ all ÷ trades. A trade that came out
/// at exactly zero is a trade, neither a win nor a loss. (Kaufman, "Trading Systems and Methods", ch. 21; the
/// definitions of Lean's <c>TradeStatistics</c>, but after costs.)
/// </remarks>
public sealed class TradeStatistics
{
    private Int128 _heldNs;

    /// <summary>Closed trades.</summary>
    public long Count { get; private set; }

    /// <summary>Trades that made money.</summary>
    public long Wins { get; private set; }

    /// <summary>Trades that lost money.</summary>
    public long Losses { get; private set; }

    /// <summary>What the winners made.</summary>
    public Money WinSum { get; private set; }

    /// <summary>What the losers lost; zero or negative.</summary>
    public Money LossSum { get; private set; }

    /// <summary>The best trade; null without trades.</summary>
    public Money? Best { get; private set; }

    /// <summary>The worst trade; null without trades.</summary>
    public Money? Worst { get; private set; }

    /// <summary>What all closed trades made together.</summary>
    public Money Sum => WinSum + LossSum;

    /// <summary>Winners among the trades, 0 … 1; null without trades.</summary>
    public double? WinRate => Count == 0 ? null : (double)Wins / Count;

    /// <summary>What was won for each unit lost; null where nothing was lost.</summary>
    public double? ProfitFactor => LossSum.Value == 0 ? null : (double)WinSum.Value / -LossSum.Value;

    /// <summary>The mean of all trades, rounded half to even; null without trades.</summary>
    public Money? Expectancy => Mean(Sum, Count);

    /// <summary>The mean winner; null without one.</summary>
    public Money? AverageWin => Mean(WinSum, Wins);

    /// <summary>The mean loser, negative; null without one.</summary>
    public Money? AverageLoss => Mean(LossSum, Losses);

    /// <summary>How long a trade was open on average, in nanoseconds; null without trades.</summary>
    public double? AverageHeldNs => Count == 0 ? null : (double)_heldNs / Count;

    /// <summary>Takes a closed trade.</summary>
    public void OnTrade(in TradeRecord trade)
    {
        var net = trade.NetPnl;
        Count++;
        _heldNs += trade.HeldNs;
        Best = Best is { } best && best >= net ? best : net;
        Worst = Worst is { } worst && worst <= net ? worst : net;
        if (net > Money.Zero)
        {
            Wins++;
            WinSum += net;
        }
        else if (net < Money.Zero)
        {
            Losses++;
            LossSum += net;
        }
    }

    private static Money? Mean(Money sum, long count) =>
        count == 0 ? null : new Money(Rounding.DivideHalfEven(sum.Value, count));
}
