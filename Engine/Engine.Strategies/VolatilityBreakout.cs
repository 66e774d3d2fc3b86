using Engine.Books;
using Engine.Core.Bars;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>
/// Goes with a price that leaves the range of the last n bars by some average true ranges, on more than usual volume.
/// </summary>
/// <remarks>
/// Long when a bar closes above the highest high of the n bars before it by k × ATR with a volume above
/// <c>volumeFactor</c> times their mean; short in the mirror. Stop and target are multiples of ATR at the entry, from
/// the entry price; a time stop ends what goes nowhere. Range, ATR and mean are those before the bar, so that it is
/// not held against itself.
/// </remarks>
public sealed class VolatilityBreakout : BarStrategy
{
    private const int BarIntervalPlace = 0;
    private const int RangePlace = 1;
    private const int AtrPeriodPlace = 2;
    private const int BreakPlace = 3;
    private const int VolumePlace = 4;
    private const int StopPlace = 5;
    private const int TargetPlace = 6;
    private const int TimeStopPlace = 7;
    private const int AllowShortPlace = 8;
    private const int SizingPlace = 9;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "volatility-breakout",
        Summary = "Goes with a break of the n-bar range by k ATR on volume; ATR stop and target, time stop.",
        Create = () => new VolatilityBreakout(),
        FlagNeeds = [VenueExits.Needs("stopAtr")],
        Needs = MarketInputs.Prices | MarketInputs.Volume,
        Parameters =
        [
            ParameterDescriptor.OfDuration(
                "barInterval", TimestampNs.PerMinute, TimestampNs.PerSecond, TimestampNs.PerDay,
                "The length of a bar where the data has ticks; where it has bars, they are used as they are."),
            ParameterDescriptor.OfInteger("rangeBars", 20, 2, 10_000, "Bars whose range must be left.", "bars"),
            ParameterDescriptor.OfInteger("atrPeriod", 14, 1, 1_000, "Period of the average true range.", "bars"),
            ParameterDescriptor.OfReal("breakAtr", 0.5, 0, 100, "How far beyond the range the close must lie.", "ATR"),
            ParameterDescriptor.OfReal(
                "volumeFactor", 1, 0, 1_000, "The bar's volume must exceed this times the mean of the range's bars."),
            ParameterDescriptor.OfReal("stopAtr", 2, 0, 100, "The stop's distance from the entry; 0 for none.", "ATR"),
            ParameterDescriptor.OfReal(
                "targetAtr", 4, 0, 100, "The target's distance from the entry; 0 for none.", "ATR"),
            ParameterDescriptor.OfDuration(
                "timeStop", 30 * TimestampNs.PerMinute, 0, 365 * TimestampNs.PerDay,
                "Leaves a position that is this old; 0 for never."),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it sells short (never on spot)."),
            .. Sizer.Rows(800),
            .. VenueExits.Rows(),
        ],
    };

    private DonchianChannel _range = new(1);
    private Atr _atr = new(1);
    private Sma _volume = new(1);

    /// <summary>Makes one.</summary>
    public VolatilityBreakout()
        : base(BarIntervalPlace, SizingPlace)
    {
    }

    /// <inheritdoc />
    public override void OnStart()
    {
        base.OnStart();
        var range = (int)Context.Parameters.Integer(RangePlace);
        _range = new DonchianChannel(range);
        _volume = new Sma(range);
        _atr = new Atr((int)Context.Parameters.Integer(AtrPeriodPlace));
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        base.VisitState(sink);
        _range.VisitState(sink);
        _atr.VisitState(sink);
        _volume.VisitState(sink);
    }

    /// <inheritdoc />
    private protected override void OnClosedBar(MarketState market, in ClosedBar bar)
    {
        var instrument = market.Instrument;
        var close = instrument.ToDouble(bar.Close);
        var volume = instrument.ToDouble(bar.Volume);
        if (_range.IsReady && _atr.IsReady && IsFree)
        {
            TryEnter(market, close, volume);
        }

        var (high, low) = (instrument.ToDouble(bar.High), instrument.ToDouble(bar.Low));
        _range.Update(high, low, close);
        _atr.Update(high, low, close);
        _volume.Update(volume);
    }

    private void TryEnter(MarketState market, double close, double volume)
    {
        var parameters = Context.Parameters;
        var atr = _atr.Value;
        var reach = parameters.Real(BreakPlace) * atr;
        var (upper, lower) = (_range.Upper + reach, _range.Lower - reach);
        var usual = parameters.Real(VolumePlace) * _volume.Value;
        if ((close <= upper && close >= lower) || volume <= usual || atr <= 0)
        {
            return;
        }

        var side = close > upper ? Side.Bid : Side.Ask;
        var stop = parameters.Real(StopPlace) * atr;
        var lots = LotsFor(market, side, parameters.Flag(AllowShortPlace), stop / close);
        if (lots == QtyLots.Zero)
        {
            return;
        }

        var beyond = side == Side.Bid ? close - _range.Upper : _range.Lower - close;
        Say(market, side, Math.Min(1, beyond / (2 * atr)));
        Context.Evidence(Instrument, "close"u8, close, side == Side.Bid ? upper : lower);
        Context.Evidence(Instrument, "atr"u8, atr, double.NaN);
        Context.Evidence(Instrument, "volume"u8, volume, usual);
        var rule = ExitRule.OfDistances(
            stop, parameters.Real(TargetPlace) * atr, parameters.DurationNs(TimeStopPlace));
        Enter(side, lots, rule);
    }
}
