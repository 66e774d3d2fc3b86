using Engine.Core.Strategies;
using Engine.Model.Units;

namespace Engine.Core.Guards;

/// <summary>
/// The engine's own parameters of the guards: when they act and what they do. Set by events, so that a replay has the
/// same.
/// </summary>
public sealed class GuardLimits
{
    /// <summary>The place of the first row among the engine's own parameters: the risk limits come before.</summary>
    public const int FirstPlace = 128;

    private static readonly IReadOnlyList<string> Actions = ["reduce", "kill", "flatten"];

    /// <summary>The table: name, unit, default and range of each parameter.</summary>
    public static readonly IReadOnlyList<ParameterDescriptor> Table =
    [
        ParameterDescriptor.OfReal("maxDrawdown", 0.15, 0, 1_000,
            "The drawdown guard: how far the equity may fall from its peak; the tighter of this and risk.maxDrawdown "
            + "holds; 0 for any.", "fraction"),
        ParameterDescriptor.OfInteger("maxOpeningsPerDay", 50, 0, 1_000_000,
            "The drawdown guard: the most positions opened within 24 hours; the tighter of this and "
            + "risk.maxOpeningsPerDay holds; 0 for any."),
        ParameterDescriptor.OfReal("mediumAt", 0.5, 0, 1,
            "The share of the allowed drawdown or daily loss beyond which the risk level is Medium.", "fraction"),
        ParameterDescriptor.OfReal("highAt", 0.75, 0, 1,
            "The share of the allowed drawdown or daily loss beyond which the risk level is High.", "fraction"),
        ParameterDescriptor.OfReal("marginRatioMedium", 0.80, 0, 1,
            "Margin balance ÷ margin used, under which the risk level is Medium; 0 for none.", "fraction"),
        ParameterDescriptor.OfReal("marginRatioHigh", 0.50, 0, 1,
            "Margin balance ÷ margin used, under which the risk level is High; 0 for none.", "fraction"),
        ParameterDescriptor.OfReal("highSizeFactor", 0.5, 0, 1,
            "What orders that add risk are scaled by where the risk level is High; rounded down to lots.", "fraction"),
        ParameterDescriptor.OfDuration("recovery", TimestampNs.PerMinute, 0, TimestampNs.PerDay,
            "How long the figures must be better before the risk level falls."),
        ParameterDescriptor.OfChoice("onCritical", (long)CriticalAction.Reduce, Actions,
            "What a critical risk level does: reduce only, the kill switch, or the kill switch that closes positions."),
        ParameterDescriptor.OfInteger("breakerErrors", 5, 0, 1_000,
            "After so many errors of a venue in a row its circuit breaker opens; 0 for never."),
        ParameterDescriptor.OfDuration("breakerPause", TimestampNs.PerMinute, 1, TimestampNs.PerDay,
            "How long a circuit breaker stays open before one order may try."),
        ParameterDescriptor.OfDuration("killRetry", 2 * TimestampNs.PerSecond, 1, TimestampNs.PerDay,
            "How long the kill switch waits for answers before it asks again."),
        ParameterDescriptor.OfInteger("killTries", 5, 1, 1_000,
            "After so many tries in vain the kill switch gives an alarm, and goes on."),
    ];

    private const int DrawdownPlace = 0;
    private const int OpeningsPlace = 1;
    private const int MediumPlace = 2;
    private const int HighPlace = 3;
    private const int MarginMediumPlace = 4;
    private const int MarginHighPlace = 5;
    private const int SizeFactorPlace = 6;
    private const int RecoveryPlace = 7;
    private const int CriticalPlace = 8;
    private const int BreakerErrorsPlace = 9;
    private const int BreakerPausePlace = 10;
    private const int KillRetryPlace = 11;
    private const int KillTriesPlace = 12;

    /// <summary>How far the equity may fall from its peak, as a fraction; 0 for any.</summary>
    public double MaxDrawdown => Values.Real(DrawdownPlace);

    /// <summary>The most positions opened within 24 hours; 0 for any.</summary>
    public long MaxOpeningsPerDay => Values.Integer(OpeningsPlace);

    /// <summary>The share of the allowed loss beyond which the level is Medium.</summary>
    public double MediumAt => Values.Real(MediumPlace);

    /// <summary>The share of the allowed loss beyond which the level is High.</summary>
    public double HighAt => Values.Real(HighPlace);

    /// <summary>The margin ratio under which the level is Medium.</summary>
    public double MarginRatioMedium => Values.Real(MarginMediumPlace);

    /// <summary>The margin ratio under which the level is High.</summary>
    public double MarginRatioHigh => Values.Real(MarginHighPlace);

    /// <summary>What sizes are scaled by where the level is High.</summary>
    public double HighSizeFactor => Values.Real(SizeFactorPlace);

    /// <summary>How long the figures must be better before the level falls, ns.</summary>
    public long RecoveryNs => Values.DurationNs(RecoveryPlace);

    /// <summary>What a critical level does.</summary>
    public CriticalAction OnCritical => (CriticalAction)Values.Integer(CriticalPlace);

    /// <summary>Errors in a row that open a breaker; 0 for never.</summary>
    public long BreakerErrors => Values.Integer(BreakerErrorsPlace);

    /// <summary>How long a breaker stays open, ns.</summary>
    public long BreakerPauseNs => Values.DurationNs(BreakerPausePlace);

    /// <summary>How long the kill switch waits before it asks again, ns.</summary>
    public long KillRetryNs => Values.DurationNs(KillRetryPlace);

    /// <summary>Tries in vain before an alarm.</summary>
    public long KillTries => Values.Integer(KillTriesPlace);

    /// <summary>The values, for those who list them.</summary>
    public ParameterValues Values { get; } = new(Table, FirstPlace);
}
