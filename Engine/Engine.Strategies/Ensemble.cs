using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Signals;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Engine.Strategies;

/// <summary>Trades what the other strategies of the run see together: their signals, weighed and checked.</summary>
/// <remarks>
/// It sees nothing itself. The others are best run with <c>signalsOnly</c>, so that it alone trades. A vote whose score
/// reaches the threshold, with enough sources, opens a position of its side with a market order, or closes the one
/// that stands the other way; a stop and a target, as fractions of the cost, close it as well. The weights go by the
/// order in which the strategies are named: <c>weight1</c> is that of the first.
/// </remarks>
public sealed class Ensemble : Strategy
{
    private const int WeightCount = 9;
    private const int ThresholdPlace = WeightCount;
    private const int QuorumPlace = ThresholdPlace + 1;
    private const int MinConfidencePlace = QuorumPlace + 1;
    private const int MaxAgePlace = MinConfidencePlace + 1;
    private const int ConflictPlace = MaxAgePlace + 1;
    private const int OrderSizePlace = ConflictPlace + 1;
    private const int StopPlace = OrderSizePlace + 1;
    private const int TargetPlace = StopPlace + 1;
    private const int AllowShortPlace = TargetPlace + 1;
    private const int Capacity = 64;

    private static readonly string[] Rules = ["net", "strongest", "refuse"];

    /// <summary>What is known of it before it runs.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "ensemble",
        Summary = "Trades the weighed signals of the other strategies of the run; run those with signalsOnly=yes.",
        Create = () => new Ensemble(),
        Parameters =
        [
            .. Weights(),
            ParameterDescriptor.OfReal("threshold", 0.5, 0, 1, "The score at which it acts.", "score"),
            ParameterDescriptor.OfInteger("quorum", 1, 1, Capacity, "How many sources must agree.", "sources"),
            ParameterDescriptor.OfReal("minConfidence", 0, 0, 1, "Signals below it are rejected.", "confidence"),
            ParameterDescriptor.OfDuration(
                "maxAge", TimestampNs.PerMinute, 1, TimestampNs.PerDay, "How long a signal counts."),
            ParameterDescriptor.OfChoice(
                "conflict", (long)ConflictRule.Net, Rules,
                "Signals for both sides: weighed against each other, the stronger alone, or the first refuses."),
            ParameterDescriptor.OfMoney("orderSize", 500 * Money.Scale, 0, long.MaxValue, "The value of a position."),
            ParameterDescriptor.OfReal("stop", 0.02, 0, 1, "Loss at which it leaves; 0 for never.", "fraction"),
            ParameterDescriptor.OfReal("target", 0, 0, 10, "Profit at which it leaves; 0 for never.", "fraction"),
            ParameterDescriptor.OfFlag("allowShort", true, "Whether it may sell short."),
        ],
    };

    private SignalManager? _signals;
    private InstrumentId _instrument;
    private long _order;
    private bool _isTimed;
    private bool _isHeldBack;

    /// <inheritdoc />
    public override void OnStart()
    {
        _instrument = Context.Instruments[0];
        var parameters = Context.Parameters;
        Span<double> weights = stackalloc double[WeightCount];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = parameters.Real(i);
        }

        var rules = new SignalRules
        {
            MaxAgeNs = parameters.DurationNs(MaxAgePlace),
            MinConfidence = parameters.Real(MinConfidencePlace),
            Conflict = (ConflictRule)parameters.Integer(ConflictPlace),
        };
        _signals = new SignalManager(Capacity, rules, weights);
    }

    /// <inheritdoc />
    public override void OnSignal(in Signal signal)
    {
        if (signal.Instrument != _instrument || Signals.Add(Context, signal) != SignalState.Pending)
        {
            return;
        }

        if (!_isTimed)
        {
            _isTimed = true;
            Context.SetTimer(Signals.NextExpiry, tag: 0);
        }

        _isHeldBack = false;
        Act(Context.Market(_instrument));
    }

    /// <inheritdoc />
    public override void OnBook(MarketState market) => WatchBounds(market);

    /// <inheritdoc />
    public override void OnTrade(MarketState market, in Trade trade, Side aggressor) => WatchBounds(market);

    /// <inheritdoc />
    public override void OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
        _isHeldBack = false;
        WatchBounds(market);
    }

    /// <inheritdoc />
    public override void OnTimer(long tag)
    {
        Signals.Expire(Context);
        _isHeldBack = false;
        _isTimed = Signals.PendingCount > 0;
        if (_isTimed)
        {
            Context.SetTimer(Signals.NextExpiry, tag);
        }
    }

    /// <inheritdoc />
    public override void OnOrder(in Order order)
    {
        if (order.IsFinal && order.Id.Value == _order)
        {
            _order = 0;
        }
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _signals?.VisitState(sink);
        sink.Visit(ref _order);
        sink.Visit(ref _isTimed);
        sink.Visit(ref _isHeldBack);
    }

    private SignalManager Signals =>
        _signals ?? throw new InvalidOperationException("Nothing is collected before the start.");

    private static IEnumerable<ParameterDescriptor> Weights()
    {
        for (var i = 1; i < WeightCount; i++)
        {
            yield return ParameterDescriptor.OfReal(
                $"weight{i}", 1, 0, 1_000, $"The weight of strategy {i} as named; 0 is not heard.");
        }

        yield return ParameterDescriptor.OfReal(
            "weightOthers", 1, 0, 1_000, "The weight of each strategy beyond the eighth.");
    }

    private void Act(MarketState market)
    {
        var parameters = Context.Parameters;
        var vote = Signals.Weigh(_instrument);
        var isCarried = vote.Score > 0 && vote.Score >= parameters.Real(ThresholdPlace)
            && vote.Sources >= parameters.Integer(QuorumPlace);
        if (!isCarried || _order != 0 || !Context.IsSane(_instrument) || !market.TryReferencePrice(out var reference))
        {
            return;
        }

        ref readonly var position = ref Context.Position(_instrument);
        if (!position.IsFlat)
        {
            var isAgainst = position.Quantity > QtyLots.Zero != (vote.Side == Side.Bid);
            if (isAgainst)
            {
                Signal(vote, reference);
                Leave(position.Quantity, vote.Side);
            }

            return;
        }

        var isAllowed = vote.Side == Side.Bid
            || (parameters.Flag(AllowShortPlace) && market.Instrument.ContractType != ContractType.Spot);
        var lots = Sizing.LotsFor(market.Instrument, reference, parameters.Money(OrderSizePlace));
        if (isAllowed && lots > QtyLots.Zero)
        {
            Signal(vote, reference);
            Enter(vote.Side, lots);
        }
    }

    private void Signal(in SignalVote vote, PriceTicks reference)
    {
        Context.Signal(_instrument, vote.Side, reference, vote.Score);
        Context.Evidence(_instrument, "score"u8, vote.Score, Context.Parameters.Real(ThresholdPlace));
        Context.Evidence(_instrument, "sources"u8, vote.Sources, Context.Parameters.Integer(QuorumPlace));
    }

    private void Enter(Side side, QtyLots lots)
    {
        _order = Context.Place(OrderRequest.Market(_instrument, side, lots)).Value;
        if (_order != 0)
        {
            Signals.Execute(Context, _instrument, side);
        }
    }

    private void WatchBounds(MarketState market)
    {
        ref readonly var position = ref Context.Position(_instrument);
        if (position.IsFlat || _order != 0 || _isHeldBack || !market.IsLive
            || !market.TryReferencePrice(out var reference)
            || !market.Instrument.TryNotional(reference, position.Quantity, out var value))
        {
            return;
        }

        // Cost and value carry the position's sign through, so that one comparison serves both sides.
        var profit = (double)(value.Value - position.Cost.Value);
        var cost = Math.Abs((double)position.Cost.Value);
        var (stop, target) = (Context.Parameters.Real(StopPlace), Context.Parameters.Real(TargetPlace));
        if ((stop > 0 && profit <= -stop * cost) || (target > 0 && profit >= target * cost))
        {
            Leave(position.Quantity, position.Quantity > QtyLots.Zero ? Side.Ask : Side.Bid);
        }
    }

    /// <summary>Closes its own position; one that is refused is tried again at the next signal, bar or timer.</summary>
    private void Leave(QtyLots position, Side side)
    {
        var lots = new QtyLots(Math.Abs(position.Value));
        var isHedged = Context.IsHedged(_instrument);
        _order = Context.Place(OrderRequest.Market(_instrument, side, lots, reduceOnly: isHedged)).Value;
        _isHeldBack = _order == 0;
        if (_order != 0)
        {
            Signals.Execute(Context, _instrument, side);
        }
    }
}
