using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Replay.Paper;

/// <summary>
/// Trades by the clock alone, from the start of its session on: takes, quotes and cancels in turn, so that a timer that
/// fires a moment off shows in the fills.
/// </summary>
internal sealed class Metronome : Strategy
{
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "metronome",
        Summary = "Trades by the clock.",
        Parameters = [],
        Create = () => new Metronome(),
    };

    private const long PeriodNs = 137 * TimestampNs.PerMillisecond;

    private long _beats;
    private long _quote;

    public override void OnStart() => Context.SetTimer(Context.Now + PeriodNs, tag: 0);

    public override void OnTimer(long tag)
    {
        Context.SetTimer(Context.Now + PeriodNs, tag: 0);
        var id = Context.Instruments[0];
        var market = Context.Market(id);
        if (!market.IsLive)
        {
            return;
        }

        _beats++;
        if (_quote != 0 && Context.TryGetOrder(new OrderId(_quote), out var open) && !open.IsFinal)
        {
            if (open.State is OrderState.New or OrderState.PartiallyFilled)
            {
                Context.Cancel(open.Id);
            }

            return;
        }

        var side = _beats % 2 == 0 ? Side.Bid : Side.Ask;
        if (_beats % 5 == 0)
        {
            Context.Place(OrderRequest.Market(id, side, new QtyLots(1)));
        }
        else
        {
            var touch = side == Side.Bid ? market.BestBid : market.BestAsk;
            _quote = Context.Place(OrderRequest.Limit(id, side, touch, new QtyLots(2), postOnly: true)).Value;
        }
    }

    public override void VisitState(StateSink sink)
    {
        sink.Visit(ref _beats);
        sink.Visit(ref _quote);
    }
}
