using Engine.Books;
using Engine.Core.Bars;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>Trades against a bar whose range is far above the usual: up → short, down → long.</summary>
/// <remarks>
/// The measure is the bar's true range over its close; a spike is more than <c>spikeFactor</c> times its mean over the
/// bars before it. The move that is faded is the close against the close before. Stop and target are multiples of ATR
/// at the entry, the spike included, from the entry price.
/// </remarks>
public sealed class SpikeFader : BarStrategy
{
    private const double Confidence = 0.75;

    private const int BarIntervalPlace = 0;
    private const int PeriodPlace = 1;
    private const int FactorPlace = 2;
    private const int AtrPeriodPlace = 3;
    private const int StopPlace = 4;
    private const int TargetPlace = 5;
    private const int TimeStopPlace = 6;
    private const int AllowShortPlace = 7;
    private const int SizingPlace = 8;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "spike-fader",
        Summary = "Trades against a bar whose range is more than twice the usual; ATR stop and target.",
        Create = () => new SpikeFader(),
        FlagNeeds = [VenueExits.Needs("stopAtr")],
        Parameters =
        [
            ParameterDescriptor.OfDuration(
                "barInterval", TimestampNs.PerMinute, TimestampNs.PerSecond, TimestampNs.PerDay,
                "The length of a bar where the data has ticks; where it has bars, they are used as they are."),
            ParameterDescriptor.OfInteger("period", 20, 2, 10_000, "Bars whose mean range is the usual one.", "bars"),
            ParameterDescriptor.OfReal("spikeFactor", 2, 1, 1_000, "How many times the usual range is a spike."),
            ParameterDescriptor.OfInteger("atrPeriod", 14, 1, 1_000, "Period of the average true range.", "bars"),
            ParameterDescriptor.OfReal(
                "stopAtr", 1.5, 0, 100, "The stop's distance from the entry; 0 for none.", "ATR"),
            ParameterDescriptor.OfReal(
                "targetAtr", 1.5, 0, 100, "The target's distance from the entry; 0 for none.", "ATR"),
            ParameterDescriptor.OfDuration(
                "timeStop", 30 * TimestampNs.PerMinute, 0, 365 * TimestampNs.PerDay,
                "Leaves a position that is this old; 0 for never."),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it sells short (never on spot)."),
            .. Sizer.Rows(500),
            .. VenueExits.Rows(),
        ],
    };

    private Sma _usual = new(1);
    private Atr _atr = new(1);
    private double _lastClose;

    /// <summary>Makes one.</summary>
    public SpikeFader()
        : base(BarIntervalPlace, SizingPlace)
    {
    }

    /// <inheritdoc />
    public override void OnStart()
    {
        base.OnStart();
        _usual = new Sma((int)Context.Parameters.Integer(PeriodPlace));
        _atr = new Atr((int)Context.Parameters.Integer(AtrPeriodPlace));
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        base.VisitState(sink);
        _usual.VisitState(sink);
        _atr.VisitState(sink);
        sink.Visit(ref _lastClose);
    }

    /// <inheritdoc />
    private protected override void OnClosedBar(MarketState market, in ClosedBar bar)
    {
        var instrument = market.Instrument;
        var close = instrument.ToDouble(bar.Close);
        _atr.Update(instrument.ToDouble(bar.High), instrument.ToDouble(bar.Low), close);
        var range = _atr.LastTrueRange / close;
        if (_usual.IsReady && _atr.IsReady && IsFree)
        {
            TryEnter(market, close, range);
        }

        _usual.Update(range);
        _lastClose = close;
    }

    private void TryEnter(MarketState market, double close, double range)
    {
        var parameters = Context.Parameters;
        var threshold = parameters.Real(FactorPlace) * _usual.Value;
        if (range <= threshold || close == _lastClose)
        {
            return;
        }

        var side = close > _lastClose ? Side.Ask : Side.Bid;
        var stop = parameters.Real(StopPlace) * _atr.Value;
        var lots = LotsFor(market, side, parameters.Flag(AllowShortPlace), stop / close);
        if (lots == QtyLots.Zero)
        {
            return;
        }

        Say(market, side, Confidence);
        Context.Evidence(Instrument, "true-range"u8, range, threshold);
        Context.Evidence(Instrument, "move"u8, (close / _lastClose) - 1, double.NaN);
        Context.Evidence(Instrument, "atr"u8, _atr.Value, double.NaN);
        var rule = ExitRule.OfDistances(
            stop, parameters.Real(TargetPlace) * _atr.Value, parameters.DurationNs(TimeStopPlace));
        Enter(side, lots, rule);
    }
}
