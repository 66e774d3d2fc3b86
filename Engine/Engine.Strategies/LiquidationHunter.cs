using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>Stands against forced orders: when they are most of what trades, the price is no one's choice.</summary>
/// <remarks>
/// Over a window of beats, ratio = liquidated ÷ traded lots. Beyond the threshold, and once the liquidations are worth
/// something: mostly longs liquidated → long, mostly shorts → short, at a fixed confidence. The ratio may exceed 1
/// where the venue tells of a liquidation before its trades. A venue that publishes only some liquidations (Binance: at
/// most one a second and symbol) shows less than there was: there the threshold is set lower. Exits: a cluster of the
/// other side, stop, target, or the end of the position's time.
/// </remarks>
public sealed class LiquidationHunter : SignalStrategy
{
    private const double Confidence = 0.85;

    private const int RatioPlace = 0;
    private const int WindowPlace = 1;
    private const int MinValuePlace = 2;
    private const int StopPlace = 3;
    private const int TargetPlace = 4;
    private const int TimeStopPlace = 5;
    private const int CooldownPlace = 6;
    private const int AllowShortPlace = 7;
    private const int IntervalPlace = 8;
    private const int SizingPlace = 9;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "liquidation-hunter",
        Summary = "Stands against liquidations when they are most of what trades.",
        Create = () => new LiquidationHunter(),
        FlagNeeds = [VenueExits.Needs("stop")],
        Needs = MarketInputs.Liquidations | MarketInputs.Trades,
        Parameters =
        [
            ParameterDescriptor.OfReal(
                "ratio", 0.8, 0, 10, "Liquidated over traded volume at which it acts.", "fraction"),
            ParameterDescriptor.OfInteger("window", 30, 1, 10_000, "Samples over which both count.", "samples"),
            ParameterDescriptor.OfMoney(
                "minValue", 10_000 * Money.Scale, 0, long.MaxValue, "The least value of the liquidations."),
            ParameterDescriptor.OfReal(
                "stop", 0.012, 0, 1, "Leaves at this loss from the entry; 0 for none.", "fraction"),
            ParameterDescriptor.OfReal(
                "target", 0.008, 0, 10, "Leaves at this gain from the entry; 0 for none.", "fraction"),
            ParameterDescriptor.OfDuration(
                "timeStop", 15 * TimestampNs.PerMinute, 0, TimestampNs.PerDay, "Leaves after this time; 0 for never."),
            ParameterDescriptor.OfDuration(
                "cooldown", TimestampNs.PerMinute, 0, TimestampNs.PerDay, "Pause after a position."),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it sells short (never on spot)."),
            ParameterDescriptor.OfDuration(
                "sampleInterval", TimestampNs.PerSecond, TimestampNs.PerMillisecond, TimestampNs.PerDay,
                "How often it judges."),
            .. Sizer.Rows(1_000),
            .. VenueExits.Rows(),
        ],
    };

    private RollingTotal _traded = new(1);
    private RollingTotal _longs = new(1);
    private RollingTotal _shorts = new(1);

    /// <summary>One that has not started.</summary>
    public LiquidationHunter()
        : base(SizingPlace)
    {
    }

    /// <inheritdoc />
    public override void OnStart()
    {
        var window = (int)Context.Parameters.Integer(WindowPlace);
        _traded = new RollingTotal(window);
        _longs = new RollingTotal(window);
        _shorts = new RollingTotal(window);
        Begin(Context.Parameters.DurationNs(IntervalPlace), Context.Parameters.DurationNs(CooldownPlace));
    }

    /// <inheritdoc />
    public override void OnMarket(MarketState market, in Event e)
    {
        if (e.Kind == EventKind.Liquidation)
        {
            (e.Side == Side.Ask ? _longs : _shorts).Add(e.Liquidation.Quantity.Value);
        }
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        base.VisitState(sink);
        _traded.VisitState(sink);
        _longs.VisitState(sink);
        _shorts.VisitState(sink);
    }

    /// <inheritdoc />
    private protected override void Hear(MarketState market, in Trade trade, Side aggressor) =>
        _traded.Add(trade.Quantity.Value);

    /// <inheritdoc />
    private protected override void Roll()
    {
        _traded.Roll();
        _longs.Roll();
        _shorts.Roll();
    }

    /// <inheritdoc />
    private protected override void Judge(MarketState market, double price)
    {
        var parameters = Context.Parameters;
        var liquidated = _longs.Total + _shorts.Total;
        if (!_traded.IsFull || _traded.Total <= 0 || liquidated <= 0 || _longs.Total == _shorts.Total)
        {
            return;
        }

        var ratio = (double)liquidated / _traded.Total;
        var value = market.Instrument.ToDouble(new QtyLots(liquidated)) * price;
        var minValue = parameters.Money(MinValuePlace).Value / (double)Money.Scale;
        if (ratio <= parameters.Real(RatioPlace) || value < minValue)
        {
            return;
        }

        var side = _longs.Total > _shorts.Total ? Side.Bid : Side.Ask;
        var stop = parameters.Real(StopPlace);
        if (!MayTake(market, price, side, parameters.Flag(AllowShortPlace), stop, out var lots))
        {
            return;
        }

        Say(market, side, Confidence);
        Context.Evidence(Instrument, "liquidation-ratio"u8, ratio, parameters.Real(RatioPlace));
        Context.Evidence(Instrument, "liquidation-value"u8, value, minValue);
        Enter(side, lots, ExitRule.OfFractions(
            stop, parameters.Real(TargetPlace), parameters.DurationNs(TimeStopPlace)));
    }
}
