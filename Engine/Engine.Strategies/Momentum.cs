using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>
/// Follows a move that has begun: long when price has risen enough and RSI leaves room, and the mirror for shorts.
/// </summary>
/// <remarks>
/// Momentum = p / p₋ₗ − 1 over the lookback. Out when RSI says that the move is spent, when momentum has faded to a
/// fraction of the threshold, or at the stop, which the strategy watches itself on every price.
/// </remarks>
public sealed class Momentum : SignalStrategy
{
    private const int LookbackPlace = 0;
    private const int EntryPlace = 1;
    private const int RsiPeriodPlace = 2;
    private const int OverboughtPlace = 3;
    private const int OversoldPlace = 4;
    private const int RsiExitPlace = 5;
    private const int StopPlace = 6;
    private const int AllowShortPlace = 7;
    private const int FadePlace = 8;
    private const int BarIntervalPlace = 9;
    private const int SizingPlace = 10;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "momentum",
        Summary = "Follows a move with an RSI filter; leaves when it is spent, fades or reaches the stop.",
        Create = () => new Momentum(),
        FlagNeeds = [VenueExits.Needs("stop")],
        Orders =
        [
            new ParameterOrder("rsiOversold", "rsiOverbought") { MayBeEqual = false },
            new ParameterOrder("rsiOverbought", "rsiExit"),
        ],
        Parameters =
        [
            ParameterDescriptor.OfInteger("lookback", 30, 2, 10_000, "Bars over which momentum is measured.", "bars"),
            ParameterDescriptor.OfReal("entryThreshold", 0.02, 0, 1, "Momentum at which it enters.", "fraction"),
            ParameterDescriptor.OfInteger("rsiPeriod", 14, 2, 1_000, "Period of the RSI (Wilder).", "bars"),
            ParameterDescriptor.OfReal("rsiOverbought", 70, 0, 100, "No long entry at or above this RSI."),
            ParameterDescriptor.OfReal("rsiOversold", 30, 0, 100, "No short entry at or below this RSI."),
            ParameterDescriptor.OfReal(
                "rsiExit", 75, 50, 100, "Leaves a long above this RSI, a short below 100 less it."),
            ParameterDescriptor.OfReal(
                "stop", 0.02, 0, 1, "Leaves at this loss from the entry; 0 for none.", "fraction"),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it sells short (never on spot)."),
            ParameterDescriptor.OfReal(
                "fadeExit", 0.3, 0, 1, "Leaves when momentum falls under this part of the threshold.", "fraction"),
            ParameterDescriptor.OfDuration(
                "barInterval", TimestampNs.PerMinute, TimestampNs.PerSecond, TimestampNs.PerDay,
                "The length of a bar where the data has ticks; where it has bars, they are used as they are."),
            .. Sizer.Rows(1_000),
            .. VenueExits.Rows(),
        ],
    };

    private RateOfChange _momentum = new(2);
    private Rsi _rsi = new(2);

    /// <summary>Makes one.</summary>
    public Momentum()
        : base(SizingPlace)
    {
    }

    /// <inheritdoc />
    public override void OnStart()
    {
        _momentum = new RateOfChange((int)Context.Parameters.Integer(LookbackPlace));
        _rsi = new Rsi((int)Context.Parameters.Integer(RsiPeriodPlace));
        Begin(Context.Parameters.DurationNs(BarIntervalPlace), pauseNs: 0);
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        base.VisitState(sink);
        _momentum.VisitState(sink);
        _rsi.VisitState(sink);
    }

    /// <inheritdoc />
    private protected override void Judge(MarketState market, double price)
    {
        _momentum.Update(price);
        _rsi.Update(price);
        if (!_momentum.IsReady || !_rsi.IsReady)
        {
            return;
        }

        if (IsFree)
        {
            TryEnter(market);
        }
        else if (Direction != 0 && IsSpent(Direction > 0))
        {
            Leave(price);
        }
    }

    private void TryEnter(MarketState market)
    {
        var parameters = Context.Parameters;
        var momentum = _momentum.Value;
        var threshold = parameters.Real(EntryPlace);
        var isLong = momentum > threshold && _rsi.Value < parameters.Real(OverboughtPlace);
        var isShort = momentum < -threshold && _rsi.Value > parameters.Real(OversoldPlace);
        if (!isLong && !isShort)
        {
            return;
        }

        var side = isLong ? Side.Bid : Side.Ask;
        var stop = parameters.Real(StopPlace);
        var lots = LotsFor(market, side, parameters.Flag(AllowShortPlace), stop);
        if (lots == QtyLots.Zero)
        {
            return;
        }

        var strength = threshold > 0 ? Math.Min(1, Math.Abs(momentum) / (2 * threshold)) : 1;
        Say(market, side, strength);
        Context.Evidence(Instrument, "momentum"u8, momentum, isLong ? threshold : -threshold);
        Context.Evidence(Instrument, "rsi"u8, _rsi.Value, parameters.Real(isLong ? OverboughtPlace : OversoldPlace));
        Enter(side, lots, ExitRule.OfFractions(stop, 0));
    }

    private bool IsSpent(bool isLong)
    {
        var rsiExit = Context.Parameters.Real(RsiExitPlace);
        return isLong
            ? _rsi.Value > rsiExit || _momentum.Value < Faded
            : _rsi.Value < 100 - rsiExit || _momentum.Value > -Faded;
    }

    private double Faded => Context.Parameters.Real(FadePlace) * Context.Parameters.Real(EntryPlace);

    private void Leave(double price)
    {
        var (isLong, rsiExit) = (Direction > 0, Context.Parameters.Real(RsiExitPlace));
        if (LeaveOnSignal(price))
        {
            Context.Evidence(Instrument, "momentum"u8, _momentum.Value, isLong ? Faded : -Faded);
            Context.Evidence(Instrument, "rsi"u8, _rsi.Value, isLong ? rsiExit : 100 - rsiExit);
        }
    }
}
