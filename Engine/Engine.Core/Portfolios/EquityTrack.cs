using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>
/// Equity, its peak and its day, kept with every change of equity. Of the account, or of a strategy, whose equity is
/// its net profit since the start and begins at zero. In the account's currency.
/// </summary>
public struct EquityTrack
{
    /// <summary>Equity now.</summary>
    public Money Equity;

    /// <summary>The highest equity so far; deposits and withdrawals move it along.</summary>
    public Money Peak;

    /// <summary>Equity when the day (UTC) began; deposits and withdrawals of the day move it along.</summary>
    public Money DayStart;

    /// <summary>What the day before has made.</summary>
    public Money LastDayPnl;

    /// <summary>How far equity lies below its peak; not negative.</summary>
    public readonly Money Drawdown => Peak - Equity;

    /// <summary>What the day (UTC) has made so far: realised and unrealised, fees and funding included.</summary>
    public readonly Money DayPnl => Equity - DayStart;

    /// <summary>The drawdown as a fraction of the peak; zero where the peak is not positive.</summary>
    public readonly double DrawdownFraction => Peak <= Money.Zero ? 0 : (double)Drawdown.Value / Peak.Value;

    internal void Add(Money change)
    {
        Equity += change;
        if (Equity > Peak)
        {
            Peak = Equity;
        }
    }

    /// <summary>Money came from outside, or went there: nobody has earned or lost it.</summary>
    internal void Deposit(Money amount)
    {
        Equity += amount;
        Peak += amount;
        DayStart += amount;
    }

    internal void StartDay()
    {
        LastDayPnl = DayPnl;
        DayStart = Equity;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Equity);
        sink.Visit(ref Peak);
        sink.Visit(ref DayStart);
        sink.Visit(ref LastDayPnl);
    }
}
