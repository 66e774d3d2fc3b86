using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>
/// Reads the cumulative volume delta against the price: divergence, exhaustion, and flow that the price follows.
/// </summary>
/// <remarks>
/// Over a window of beats, delta ratio = (bought − sold) ÷ traded by aggressors. In this order:
/// <list type="number">
/// <item>Divergence. Price up by the threshold and the delta down: short. Price down and the delta up: long.</item>
/// <item>Exhaustion. The ratio is extreme (its z-score over the history) and the price has moved less than it should:
/// who pushed is spent, so against the push.</item>
/// <item>Volume imbalance. The ratio is beyond its threshold and the price goes along: with it.</item>
/// </list>
/// Exits: the opposite signal, stop, target, or the end of the position's time.
/// </remarks>
public sealed class Cvd : SignalStrategy
{
    private const int WindowPlace = 0;
    private const int MovePlace = 1;
    private const int DivergencePlace = 2;
    private const int ExhaustionZPlace = 3;
    private const int ExhaustionMovePlace = 4;
    private const int ImbalancePlace = 5;
    private const int UseDivergencePlace = 6;
    private const int UseExhaustionPlace = 7;
    private const int UseImbalancePlace = 8;
    private const int HistoryPlace = 9;
    private const int StopPlace = 10;
    private const int TargetPlace = 11;
    private const int TimeStopPlace = 12;
    private const int CooldownPlace = 13;
    private const int AllowShortPlace = 14;
    private const int IntervalPlace = 15;
    private const int SizingPlace = 16;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "cvd",
        Summary = "Cumulative volume delta against price: divergence, exhaustion, volume imbalance.",
        Create = () => new Cvd(),
        FlagNeeds = [VenueExits.Needs("stop")],
        Needs = MarketInputs.Volume,
        Parameters =
        [
            ParameterDescriptor.OfInteger("window", 60, 2, 10_000, "Samples over which both are compared.", "samples"),
            ParameterDescriptor.OfReal(
                "divergenceMove", 0.002, 0, 1, "The least move of the price that the delta can contradict.",
                "fraction"),
            ParameterDescriptor.OfReal(
                "divergenceRatio", 0.05, 0, 1, "The least delta ratio that contradicts the price.", "fraction"),
            ParameterDescriptor.OfReal("exhaustionZ", 2.5, 0, 100, "The z-score of the ratio that is extreme.", "σ"),
            ParameterDescriptor.OfReal(
                "exhaustionMove", 0.0005, 0, 1, "The price fails to follow when it moved less than this.", "fraction"),
            ParameterDescriptor.OfReal(
                "imbalanceThreshold", 0.4, 0, 1, "The delta ratio that is followed.", "fraction"),
            ParameterDescriptor.OfFlag("useDivergence", true, "Whether it trades divergences."),
            ParameterDescriptor.OfFlag("useExhaustion", true, "Whether it trades exhaustion."),
            ParameterDescriptor.OfFlag("useImbalance", true, "Whether it follows a volume imbalance."),
            ParameterDescriptor.OfInteger(
                "history", 360, 2, 100_000, "Samples against which a ratio is extreme.", "samples"),
            ParameterDescriptor.OfReal(
                "stop", 0.008, 0, 1, "Leaves at this loss from the entry; 0 for none.", "fraction"),
            ParameterDescriptor.OfReal(
                "target", 0.012, 0, 10, "Leaves at this gain from the entry; 0 for none.", "fraction"),
            ParameterDescriptor.OfDuration(
                "timeStop", 20 * TimestampNs.PerMinute, 0, TimestampNs.PerDay, "Leaves after this time; 0 for never."),
            ParameterDescriptor.OfDuration(
                "cooldown", 2 * TimestampNs.PerMinute, 0, TimestampNs.PerDay, "Pause after a position."),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it sells short (never on spot)."),
            ParameterDescriptor.OfDuration(
                "sampleInterval", 5 * TimestampNs.PerSecond, TimestampNs.PerMillisecond, TimestampNs.PerDay,
                "How often it samples where the data has ticks; where it has bars, once per bar."),
            .. Sizer.Rows(1_000),
            .. VenueExits.Rows(),
        ],
    };

    private VolumeDelta _flow = new(1);
    private ZScore _extreme = new(2);

    /// <summary>One that has not started.</summary>
    public Cvd()
        : base(SizingPlace)
    {
    }

    /// <inheritdoc />
    public override void OnStart()
    {
        _flow = new VolumeDelta((int)Context.Parameters.Integer(WindowPlace));
        _extreme = new ZScore((int)Context.Parameters.Integer(HistoryPlace));
        Begin(Context.Parameters.DurationNs(IntervalPlace), Context.Parameters.DurationNs(CooldownPlace));
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        base.VisitState(sink);
        _flow.VisitState(sink);
        _extreme.VisitState(sink);
    }

    /// <inheritdoc />
    private protected override void Hear(MarketState market, in Trade trade, Side aggressor)
    {
        if (market.IsLastTradeSideKnown)
        {
            _flow.Add(trade.Quantity, aggressor);
        }
    }

    /// <inheritdoc />
    private protected override void Hear(in Bar bar, BarInterval interval) => _flow.Add(in bar);

    /// <inheritdoc />
    private protected override void Judge(MarketState market, double price)
    {
        _flow.Beat(price);
        if (!_flow.HasVolume)
        {
            return;
        }

        _extreme.Update(_flow.Ratio);
        if (TryDivergence(out var direction))
        {
            Act(market, price, direction, "divergence"u8, MovePlace);
        }
        else if (TryExhaustion(out direction))
        {
            Act(market, price, direction, "exhaustion"u8, ExhaustionMovePlace);
        }
        else if (TryImbalance(out direction))
        {
            Act(market, price, direction, "imbalance"u8, ImbalancePlace);
        }
    }

    private bool TryDivergence(out int direction)
    {
        var parameters = Context.Parameters;
        var (move, ratio) = (_flow.PriceChange, _flow.Ratio);
        var isMove = Math.Abs(move) >= parameters.Real(MovePlace);
        var isAgainst = move * ratio < 0 && Math.Abs(ratio) >= parameters.Real(DivergencePlace);
        direction = isMove && isAgainst ? -Math.Sign(move) : 0;
        return direction != 0 && parameters.Flag(UseDivergencePlace);
    }

    private bool TryExhaustion(out int direction)
    {
        var parameters = Context.Parameters;
        direction = 0;
        if (!_extreme.IsReady || !parameters.Flag(UseExhaustionPlace))
        {
            return false;
        }

        var push = Math.Sign(_flow.Ratio);
        var isExtreme = _extreme.Value * push >= parameters.Real(ExhaustionZPlace);
        var follows = _flow.PriceChange * push >= parameters.Real(ExhaustionMovePlace);
        direction = isExtreme && !follows ? -push : 0;
        return direction != 0;
    }

    private bool TryImbalance(out int direction)
    {
        var ratio = _flow.Ratio;
        var isBeyond = Math.Abs(ratio) >= Context.Parameters.Real(ImbalancePlace);
        direction = isBeyond && _flow.PriceChange * ratio > 0 ? Math.Sign(ratio) : 0;
        return direction != 0 && Context.Parameters.Flag(UseImbalancePlace);
    }

    private void Act(MarketState market, double price, int direction, ReadOnlySpan<byte> pattern, int boundPlace)
    {
        var parameters = Context.Parameters;
        var side = direction > 0 ? Side.Bid : Side.Ask;
        var stop = parameters.Real(StopPlace);
        if (!MayTake(market, price, side, parameters.Flag(AllowShortPlace), stop, out var lots))
        {
            return;
        }

        // Half for the pattern, the rest by how one-sided the aggressors were.
        Say(market, side, 0.5 + (0.5 * Math.Abs(_flow.Ratio)));
        Context.Evidence(Instrument, pattern, direction, parameters.Real(boundPlace));
        Context.Evidence(Instrument, "delta-ratio"u8, _flow.Ratio, parameters.Real(DivergencePlace));
        Context.Evidence(Instrument, "price-change"u8, _flow.PriceChange, parameters.Real(MovePlace));
        Context.Evidence(Instrument, "delta-z"u8, _extreme.Value, parameters.Real(ExhaustionZPlace));
        Enter(side, lots, ExitRule.OfFractions(
            stop, parameters.Real(TargetPlace), parameters.DurationNs(TimeStopPlace)));
    }
}
