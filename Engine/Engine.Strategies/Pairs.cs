using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>
/// Trades the spread of two instruments: against it when it is wide, out when it is back, out when it runs away.
/// </summary>
/// <remarks>
/// The hedge ratio β is the slope of ln y on ln x over the window, x the first instrument and y the second; the spread
/// is what that line leaves of ln y, z its distance from zero in its deviations (Gatev, Goetzmann and Rouwenhorst,
/// Review of Financial Studies 19, 2006; Vidyamurthy, Pairs Trading, 2004). β of the value in y is held in x against
/// it. Line and deviation of the entry hold until the pair is closed: a line that goes on learning follows the price
/// and calls that a return. No entry while the spread reverts more slowly than allowed, where β is not positive, or
/// after a stop until the spread was back once.
/// </remarks>
public sealed class Pairs : Strategy
{
    private const long SampleTag = 1;

    private const int IntervalPlace = 0;
    private const int WindowPlace = 1;
    private const int EntryPlace = 2;
    private const int ExitPlace = 3;
    private const int StopPlace = 4;
    private const int HalfLifePlace = 5;
    private const int TimeStopPlace = 6;
    private const int FirstPlace = 7;
    private const int SecondPlace = 8;
    private const int SizingPlace = 9;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "pairs",
        Summary = "Statistical arbitrage of two instruments: hedge ratio, z-score of the spread, half-life.",
        Create = () => new Pairs(),
        IsMultiInstrument = true,
        InstrumentCountMin = 2,
        Orders =
        [
            new ParameterOrder("exitZ", "entryZ") { MayBeEqual = false },
            new ParameterOrder("entryZ", "stopZ") { MayBeEqual = false },
        ],
        Parameters =
        [
            ParameterDescriptor.OfDuration(
                "sampleInterval", 5 * TimestampNs.PerSecond, TimestampNs.PerMillisecond, TimestampNs.PerDay,
                "Between two samples where the data has ticks; where it has bars, each pair of them is one."),
            ParameterDescriptor.OfInteger(
                "window", 360, 10, 1_000_000, "Samples that hedge ratio, spread and half-life rest on.", "samples"),
            ParameterDescriptor.OfReal("entryZ", 2, 0, 100, "Enters beyond this z-score.", "deviations"),
            ParameterDescriptor.OfReal("exitZ", 0.5, 0, 100, "Leaves below this z-score.", "deviations"),
            ParameterDescriptor.OfReal(
                "stopZ", 4, 0, 1_000, "Leaves beyond this z-score, and does not enter there.", "deviations"),
            ParameterDescriptor.OfReal(
                "maxHalfLife", 60, 0, 1_000_000, "Does not enter while half a deviation takes longer to go.",
                "samples"),
            ParameterDescriptor.OfDuration(
                "timeStop", 60 * TimestampNs.PerMinute, 0, 365 * TimestampNs.PerDay,
                "Leaves a pair that is this old; 0 for never."),
            ParameterDescriptor.OfInteger(
                "first", 0, 0, 10_000, "The place of x among the strategy's instruments.", "place"),
            ParameterDescriptor.OfInteger("second", 1, 0, 10_000, "The place of y among them.", "place"),
            .. Sizer.Rows(1_000),
        ],
    };

    private InstrumentId _x;
    private InstrumentId _y;
    private bool _isPair;
    private RollingRegression _line = new(2);
    private SpreadHalfLife _halfLife = new(2);
    private PairPosition _pair = new(InstrumentId.None, InstrumentId.None);
    private Sizer _sizer = new(SizingPlace);
    private SampleClock _clock;
    private SpreadLine _entryLine;
    private bool _isDisarmed;

    /// <inheritdoc />
    public override void OnStart()
    {
        var parameters = Context.Parameters;
        var (first, second) = (parameters.Integer(FirstPlace), parameters.Integer(SecondPlace));
        _isPair = first != second && Math.Max(first, second) < Context.Instruments.Count;
        if (!_isPair)
        {
            return;
        }

        _x = Context.Instruments[(int)first];
        _y = Context.Instruments[(int)second];
        var window = (int)parameters.Integer(WindowPlace);
        _line = new RollingRegression(window);
        _halfLife = new SpreadHalfLife(window);
        _pair = new PairPosition(_x, _y);
        _clock = new SampleClock(parameters.DurationNs(IntervalPlace), SampleTag);
    }

    /// <inheritdoc />
    public override void OnBook(MarketState market) => OnTick(market);

    /// <inheritdoc />
    public override void OnTrade(MarketState market, in Trade trade, Side aggressor) => OnTick(market);

    /// <inheritdoc />
    public override void OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
        // Bars of one time come one after the other: the pair is whole with the second of them.
        if (_isPair && _clock.SamplesBars && IsOfPair(market)
            && Context.Market(_x).LastBarTime == Context.Market(_y).LastBarTime)
        {
            Sample();
        }
    }

    /// <inheritdoc />
    public override void OnTimer(long tag)
    {
        _clock.SetNext(Context);
        Sample();
    }

    /// <inheritdoc />
    public override void OnFill(in FillReport fill) => _pair.OnFill(Context, fill);

    /// <inheritdoc />
    public override void OnOrder(in Order order) => _pair.OnOrder(Context, order);

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        _line.VisitState(sink);
        _halfLife.VisitState(sink);
        _pair.VisitState(sink);
        _sizer.VisitState(sink);
        _clock.VisitState(sink);
        _entryLine.VisitState(sink);
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _isDisarmed);
    }

    private void OnTick(MarketState market)
    {
        if (_isPair && IsOfPair(market))
        {
            _clock.OnTick(Context, market);
        }
    }

    private bool IsOfPair(MarketState market) => market.Instrument.Id == _x || market.Instrument.Id == _y;

    private void Sample()
    {
        var (x, y) = (Context.Market(_x), Context.Market(_y));
        _pair.Retry(Context);
        if (!x.IsLive || !y.IsLive || !SampleClock.TryPrice(x, out var priceX)
            || !SampleClock.TryPrice(y, out var priceY) || priceX <= 0 || priceY <= 0)
        {
            return;
        }

        var (logX, logY) = (DeterministicMath.Log(priceX), DeterministicMath.Log(priceY));
        _line.Update(logX, logY);
        _halfLife.Update(logX, logY);
        switch (_pair.Phase)
        {
            case PairPhase.Held:
                Watch(_entryLine.ZScore(logX, logY));
                break;
            case PairPhase.Idle when _halfLife.IsReady:
                TryEnter(x, y);
                break;
            default:
                break;
        }
    }

    private void Watch(double z)
    {
        var parameters = Context.Parameters;
        var distance = z * _entryLine.Direction;
        var life = parameters.DurationNs(TimeStopPlace);
        if (distance < parameters.Real(ExitPlace))
        {
            Context.Evidence(_y, "exit-z"u8, z, parameters.Real(ExitPlace));
        }
        else if (distance > parameters.Real(StopPlace))
        {
            Context.Evidence(_y, "exit-stop"u8, z, parameters.Real(StopPlace));
            _isDisarmed = true;
        }
        else if (life > 0 && Context.Now - _pair.Since >= life)
        {
            Context.Evidence(_y, "exit-time"u8, z, double.NaN);
            _isDisarmed = true;
        }
        else
        {
            return;
        }

        _pair.Leave(Context);
    }

    private void TryEnter(MarketState x, MarketState y)
    {
        var parameters = Context.Parameters;
        var z = _line.ResidualZScore;
        var distance = Math.Abs(z);
        _isDisarmed &= distance >= parameters.Real(ExitPlace);
        var beta = _line.Slope;
        var halfLife = _halfLife.Of(beta);
        var isRefused = _isDisarmed || !(beta > 0) || !(halfLife <= parameters.Real(HalfLifePlace));
        if (isRefused || distance <= parameters.Real(EntryPlace) || distance >= parameters.Real(StopPlace))
        {
            return;
        }

        // The spread is wide above: y is dear against x, so y is sold. A spot leg cannot be sold short.
        var side = z > 0 ? Side.Ask : Side.Bid;
        var sold = side == Side.Ask ? y : x;
        var stop = (parameters.Real(StopPlace) - distance) * _line.ResidualDeviation;
        if (sold.Instrument.ContractType == ContractType.Spot || !TryLots(x, y, stop, out var lotsX, out var lotsY))
        {
            return;
        }

        y.TryReferencePrice(out var reference);
        Context.Signal(_y, side, reference, Math.Min(1, distance / parameters.Real(StopPlace)));
        Context.Evidence(_y, "z"u8, z, parameters.Real(EntryPlace));
        Context.Evidence(_x, "hedge-ratio"u8, beta, double.NaN);
        Context.Evidence(_y, "half-life"u8, halfLife, parameters.Real(HalfLifePlace));
        Context.Evidence(_y, "correlation"u8, _line.Correlation, double.NaN);
        _entryLine = new SpreadLine(_line, z > 0 ? 1 : -1);
        // What risk refuses now it is not asked again and again: only after the spread was back.
        _isDisarmed = !_pair.Enter(Context, side, lotsX, lotsY);
    }

    private bool TryLots(MarketState x, MarketState y, double stop, out QtyLots lotsX, out QtyLots lotsY)
    {
        lotsX = lotsY = QtyLots.Zero;
        if (!x.TryReferencePrice(out var priceX) || !y.TryReferencePrice(out var priceY))
        {
            return false;
        }

        lotsY = _sizer.Lots(Context, y, priceY, stop);
        if (!y.Instrument.TryNotional(priceY, lotsY, out var value))
        {
            return false;
        }

        var hedge = PositionSize.FractionOfEquity(value, _line.Slope);
        lotsX = Sizing.Tradable(x.Instrument, priceX, Sizing.LotsFor(x.Instrument, priceX, hedge));
        return lotsX > QtyLots.Zero && lotsY > QtyLots.Zero;
    }
}
