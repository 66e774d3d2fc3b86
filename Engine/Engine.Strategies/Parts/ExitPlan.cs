using System.Diagnostics;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>The prices and the time at which one position is left. Pure: it is told price and time, and answers.</summary>
/// <remarks>A mutable struct: kept as a field that is not readonly.</remarks>
internal struct ExitPlan
{
    private double _stop;
    private double _target;
    private long _deadline;
    private int _direction;

    /// <summary>Whether there is a position to watch.</summary>
    internal readonly bool IsArmed => _direction != 0;

    /// <summary>The stop's price; zero where there is none.</summary>
    internal readonly double StopPrice => _stop;

    /// <summary>The target's price; zero where there is none.</summary>
    internal readonly double TargetPrice => _target;

    /// <summary>When the time is over; <see cref="TimestampNs.MaxValue" /> where it never is.</summary>
    internal readonly TimestampNs Deadline => _direction == 0 ? TimestampNs.MaxValue : new TimestampNs(_deadline);

    /// <summary>Begins to watch a position, or watches it from a better known entry price.</summary>
    /// <param name="rule">When to leave.</param>
    /// <param name="side">Bid for a long position, Ask for a short one.</param>
    /// <param name="entryPrice">What it cost, as a number; positive.</param>
    /// <param name="since">When it was opened: its life counts from here.</param>
    internal void Arm(in ExitRule rule, Side side, double entryPrice, TimestampNs since)
    {
        Debug.Assert(entryPrice > 0, "A position was opened at a price.");

        _direction = side == Side.Bid ? 1 : -1;
        var unit = rule.AreFractions ? entryPrice : 1;
        _stop = rule.Stop > 0 ? entryPrice - (_direction * rule.Stop * unit) : 0;
        _target = rule.Target > 0 ? entryPrice + (_direction * rule.Target * unit) : 0;
        _deadline = rule.LifeNs > 0 ? (since + rule.LifeNs).Value : long.MaxValue;
    }

    /// <summary>Watches no longer.</summary>
    internal void Disarm() => this = default;

    /// <summary>Whether the position is to be left now. The stop is asked first, the time last.</summary>
    /// <param name="price">The price now, positive.</param>
    /// <param name="now">The time now.</param>
    internal readonly ExitReason Check(double price, TimestampNs now)
    {
        if (_direction == 0)
        {
            return ExitReason.None;
        }

        if (_stop > 0 && (price - _stop) * _direction <= 0)
        {
            return ExitReason.Stop;
        }

        if (_target > 0 && (price - _target) * _direction >= 0)
        {
            return ExitReason.Target;
        }

        return now.Value >= _deadline ? ExitReason.Time : ExitReason.None;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _stop);
        sink.Visit(ref _target);
        sink.Visit(ref _deadline);
        sink.Visit(ref _direction);
    }
}
