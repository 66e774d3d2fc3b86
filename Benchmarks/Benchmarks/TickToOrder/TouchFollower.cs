using Engine.Books;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Benchmarks.TickToOrder;

/// <summary>
/// The bench strategy: one post-only order that stands at the best price, amended on every change of that.
/// </summary>
/// <remarks>
/// Flat it bids, with a position it asks to be rid of it: one order at a time. A change that comes while the venue has
/// not answered the last request is made up for when it answers.
/// </remarks>
internal sealed class TouchFollower : Strategy
{
    internal const string Name = "touch-follower";

    internal static readonly StrategyDescriptor Descriptor = new()
    {
        Name = Name,
        Summary = "Keeps one order at the best price.",
        Parameters = [],
        IsMarketMaker = true,
        Create = () => new TouchFollower(),
    };

    private InstrumentId _instrument;
    private QtyLots _lots;
    private OrderId _order;
    private PriceTicks _price;
    private bool _isAsk;
    private bool _isAnswered;

    public override void OnStart() => _instrument = Context.Instruments[0];

    public override void OnBook(MarketState market)
    {
        if ((_isAsk ? market.BestAsk : market.BestBid) != _price)
        {
            Requote(market);
        }
    }

    public override void OnOrder(in Order order)
    {
        if (order.Id != _order)
        {
            return;
        }

        _isAnswered = order.State == OrderState.New;
        _price = _isAnswered ? order.Price : _price;
        if (order.IsFinal)
        {
            _order = OrderId.None;
            _price = PriceTicks.Zero;
            _isAsk = Context.Position(_instrument).Quantity > QtyLots.Zero;
        }

        OnBook(Context.Market(_instrument));
    }

    public override void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _instrument);
        sink.Visit(ref _lots);
        sink.Visit(ref _order);
        sink.Visit(ref _price);
        sink.Visit(ref _isAsk);
        sink.Visit(ref _isAnswered);
    }

    private void Requote(MarketState market)
    {
        if (!market.IsLive || !market.HasBid || !market.HasAsk)
        {
            return;
        }

        var price = _isAsk ? market.BestAsk : market.BestBid;
        if (_order != OrderId.None)
        {
            _isAnswered = _isAnswered && !Context.Amend(_order, price, _lots);
            return;
        }

        _lots = _lots == QtyLots.Zero ? TouchQuoter.LotsOf(market) : _lots;
        _order = Context.Place(OrderRequest.Limit(
            _instrument, _isAsk ? Side.Ask : Side.Bid, price, _lots, postOnly: true));
        _isAnswered = false;
        _price = _order == OrderId.None ? PriceTicks.Zero : price;
    }
}
