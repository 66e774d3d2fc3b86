using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>
/// Takes the thin side of a lopsided book when the price is stretched: a score of imbalance, RSI and liquidity.
/// </summary>
/// <remarks>
/// Imbalance = (bids − asks) ÷ (bids + asks) over the best n levels; RSI of the mid, sampled on the beat; liquidity =
/// d ÷ (d + mean d), d the lots on those levels and its mean over the last 60 beats: 0 … 1, a half when the book is as
/// deep as usual. Score: |imbalance| over its threshold 1, RSI outside its band ½, liquidity over its threshold ½. At
/// the score's threshold: long when imbalance is negative and RSI low, short when it is positive and RSI high.
/// Confidence = score ÷ 2.5. Exits: the opposite signal, stop, target, or the end of the position's time.
/// </remarks>
public sealed class OrderFlow : SignalStrategy
{
    private const int DepthPeriod = 60;
    private const double FullScore = 2.5;

    private const int LevelsPlace = 0;
    private const int ImbalancePlace = 1;
    private const int RsiPeriodPlace = 2;
    private const int RsiLowPlace = 3;
    private const int RsiHighPlace = 4;
    private const int LiquidityPlace = 5;
    private const int ScorePlace = 6;
    private const int StopPlace = 7;
    private const int TargetPlace = 8;
    private const int TimeStopPlace = 9;
    private const int CooldownPlace = 10;
    private const int AllowShortPlace = 11;
    private const int IntervalPlace = 12;
    private const int SizingPlace = 13;

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "order-flow",
        Summary = "Takes the thin side of a lopsided book when RSI says that the price is stretched.",
        Create = () => new OrderFlow(),
        FlagNeeds = [VenueExits.Needs("stop")],
        Needs = MarketInputs.Depth,
        Parameters =
        [
            ParameterDescriptor.OfInteger("levels", 5, 1, 100, "Book levels of each side that count.", "levels"),
            ParameterDescriptor.OfReal("imbalanceThreshold", 0.15, 0, 1, "Imbalance that scores 1.", "fraction"),
            ParameterDescriptor.OfInteger("rsiPeriod", 14, 2, 1_000, "Period of the RSI (Wilder).", "samples"),
            ParameterDescriptor.OfReal("rsiLow", 40, 0, 50, "RSI below this scores ½ and allows a long."),
            ParameterDescriptor.OfReal("rsiHigh", 60, 50, 100, "RSI above this scores ½ and allows a short."),
            ParameterDescriptor.OfReal(
                "liquidityThreshold", 0.5, 0, 1, "Liquidity above this scores ½; a half is the usual depth."),
            ParameterDescriptor.OfReal("scoreThreshold", 1.5, 0, 2, "The score at which it acts."),
            ParameterDescriptor.OfReal(
                "stop", 0.005, 0, 1, "Leaves at this loss from the entry; 0 for none.", "fraction"),
            ParameterDescriptor.OfReal(
                "target", 0.0075, 0, 10, "Leaves at this gain from the entry; 0 for none.", "fraction"),
            ParameterDescriptor.OfDuration(
                "timeStop", 10 * TimestampNs.PerMinute, 0, TimestampNs.PerDay, "Leaves after this time; 0 for never."),
            ParameterDescriptor.OfDuration(
                "cooldown", TimestampNs.PerMinute, 0, TimestampNs.PerDay, "Pause after a position."),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it sells short (never on spot)."),
            ParameterDescriptor.OfDuration(
                "sampleInterval", TimestampNs.PerSecond, TimestampNs.PerMillisecond, TimestampNs.PerDay,
                "How often it samples and judges."),
            .. Sizer.Rows(1_000),
            .. VenueExits.Rows(),
        ],
    };

    private readonly RollingStatistics _depth = new(DepthPeriod);
    private Rsi _rsi = new(2);

    /// <summary>One that has not started.</summary>
    public OrderFlow()
        : base(SizingPlace)
    {
    }

    /// <inheritdoc />
    public override void OnStart()
    {
        _rsi = new Rsi((int)Context.Parameters.Integer(RsiPeriodPlace));
        Begin(Context.Parameters.DurationNs(IntervalPlace), Context.Parameters.DurationNs(CooldownPlace));
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        base.VisitState(sink);
        _depth.VisitState(sink);
        _rsi.VisitState(sink);
    }

    /// <inheritdoc />
    private protected override void Judge(MarketState market, double price)
    {
        if (!market.HasDepth || !market.HasBid || !market.HasAsk)
        {
            return;
        }

        var levels = (int)Context.Parameters.Integer(LevelsPlace);
        var depth = LotsOf(market.Book, Side.Bid, levels) + LotsOf(market.Book, Side.Ask, levels);
        _depth.Update(depth);
        _rsi.Update(price);
        if (!_rsi.IsReady || !_depth.IsReady)
        {
            return;
        }

        var reading = new Reading
        {
            Imbalance = market.Book.Imbalance(levels),
            Rsi = _rsi.Value,
            Liquidity = depth / (depth + _depth.Mean),
        };
        var score = Score(in reading);
        var direction = score >= Context.Parameters.Real(ScorePlace) ? DirectionOf(in reading) : 0;
        if (direction != 0)
        {
            Act(market, price, direction, score, in reading);
        }
    }

    private static double LotsOf(OrderBook book, Side side, int levels)
    {
        var lots = 0.0;
        foreach (var level in book.Depth(side))
        {
            lots += level.Quantity.Value;
            if (--levels == 0)
            {
                break;
            }
        }

        return lots;
    }

    private double Score(in Reading reading)
    {
        var parameters = Context.Parameters;
        var score = Math.Abs(reading.Imbalance) > parameters.Real(ImbalancePlace) ? 1.0 : 0.0;
        score += reading.Rsi < parameters.Real(RsiLowPlace) || reading.Rsi > parameters.Real(RsiHighPlace) ? 0.5 : 0;
        return score + (reading.Liquidity > parameters.Real(LiquidityPlace) ? 0.5 : 0);
    }

    private int DirectionOf(in Reading reading)
    {
        if (reading.Imbalance < 0 && reading.Rsi < Context.Parameters.Real(RsiLowPlace))
        {
            return 1;
        }

        return reading.Imbalance > 0 && reading.Rsi > Context.Parameters.Real(RsiHighPlace) ? -1 : 0;
    }

    private void Act(MarketState market, double price, int direction, double score, in Reading reading)
    {
        var parameters = Context.Parameters;
        var side = direction > 0 ? Side.Bid : Side.Ask;
        var stop = parameters.Real(StopPlace);
        if (!MayTake(market, price, side, parameters.Flag(AllowShortPlace), stop, out var lots))
        {
            return;
        }

        Say(market, side, score / FullScore);
        Context.Evidence(Instrument, "imbalance"u8, reading.Imbalance, parameters.Real(ImbalancePlace));
        Context.Evidence(
            Instrument, "rsi"u8, reading.Rsi, parameters.Real(direction > 0 ? RsiLowPlace : RsiHighPlace));
        Context.Evidence(Instrument, "liquidity"u8, reading.Liquidity, parameters.Real(LiquidityPlace));
        Context.Evidence(Instrument, "score"u8, score, parameters.Real(ScorePlace));
        Enter(side, lots, ExitRule.OfFractions(
            stop, parameters.Real(TargetPlace), parameters.DurationNs(TimeStopPlace)));
    }

    /// <summary>What one beat has measured.</summary>
    private readonly struct Reading
    {
        internal required double Imbalance { get; init; }

        internal required double Rsi { get; init; }

        internal required double Liquidity { get; init; }
    }
}
