using Engine.Books;
using Engine.Core.Bars;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>Buys under the lower Bollinger band, sells over the upper, leaves at the middle.</summary>
/// <remarks>
/// Ships disabled: in its owner's tests it lost on every pair. A trend takes it out of the band again and again, and
/// without a stop there is nothing between it and the trend.
/// </remarks>
public sealed class MeanReversion : BarStrategy
{
    private const int BarIntervalPlace = 0;
    private const int PeriodPlace = 1;
    private const int WidthPlace = 2;
    private const int StopPlace = 3;
    private const int AllowShortPlace = 4;
    private const int SizingPlace = 5;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "mean-reversion",
        Summary = "Buys under the lower Bollinger band, sells over the upper, leaves at the middle.",
        DisabledReason = "It lost on every pair that it was tested on.",
        Create = () => new MeanReversion(),
        FlagNeeds = [VenueExits.Needs("stop")],
        Parameters =
        [
            ParameterDescriptor.OfDuration(
                "barInterval", TimestampNs.PerMinute, TimestampNs.PerSecond, TimestampNs.PerDay,
                "The length of a bar where the data has ticks; where it has bars, they are used as they are."),
            ParameterDescriptor.OfInteger("period", 20, 2, 10_000, "Period of the bands.", "bars"),
            ParameterDescriptor.OfReal("width", 2, 0.1, 100, "Half the width of the bands.", "deviations"),
            ParameterDescriptor.OfReal("stop", 0, 0, 1, "Leaves at this loss from the entry; 0 for none.", "fraction"),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it sells short (never on spot)."),
            .. Sizer.Rows(500),
            .. VenueExits.Rows(),
        ],
    };

    private BollingerBands _bands = new();

    /// <summary>Makes one.</summary>
    public MeanReversion()
        : base(BarIntervalPlace, SizingPlace)
    {
    }

    /// <inheritdoc />
    public override void OnStart()
    {
        base.OnStart();
        _bands = new BollingerBands((int)Context.Parameters.Integer(PeriodPlace), Context.Parameters.Real(WidthPlace));
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        base.VisitState(sink);
        _bands.VisitState(sink);
    }

    /// <inheritdoc />
    private protected override void OnClosedBar(MarketState market, in ClosedBar bar)
    {
        var close = market.Instrument.ToDouble(bar.Close);
        _bands.Update(close);
        if (!_bands.IsReady)
        {
            return;
        }

        if (IsFree)
        {
            TryEnter(market, close);
            return;
        }

        var isBack = Direction > 0 ? close >= _bands.Middle : close <= _bands.Middle;
        if (Direction != 0 && isBack && LeaveOnSignal(close))
        {
            Context.Evidence(Instrument, "middle"u8, close, _bands.Middle);
        }
    }

    private void TryEnter(MarketState market, double close)
    {
        var (upper, lower) = (_bands.Upper, _bands.Lower);
        if (close >= lower && close <= upper)
        {
            return;
        }

        var parameters = Context.Parameters;
        var side = close < lower ? Side.Bid : Side.Ask;
        var stop = parameters.Real(StopPlace);
        var lots = LotsFor(market, side, parameters.Flag(AllowShortPlace), stop);
        if (lots == QtyLots.Zero)
        {
            return;
        }

        // At the band half sure, at twice its distance from the middle quite.
        var beyond = (close < lower ? _bands.Middle - close : close - _bands.Middle) / (upper - lower);
        Say(market, side, Math.Min(1, beyond));
        Context.Evidence(Instrument, "close"u8, close, side == Side.Bid ? lower : upper);
        Context.Evidence(Instrument, "middle"u8, _bands.Middle, double.NaN);
        Enter(side, lots, ExitRule.OfFractions(stop, 0));
    }
}
