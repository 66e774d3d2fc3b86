using Adapters.Simulated.Venue.Accounts;
using Adapters.Simulated.Venue.Rules;
using Adapters.Simulated.Venue.Triggers;
using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>One instrument at the venue: the public market, our orders in it, our position.</summary>
/// <param name="market">What the public stream has said of what is traded.</param>
/// <param name="ownsMarket">Whether the market is this venue's own, or the core's beside it.</param>
internal sealed class VenueInstrument(MarketState market, bool ownsMarket)
{
    internal OrderChain Bids = OrderChain.Empty;
    internal OrderChain Asks = OrderChain.Empty;
    internal OrderChain Waiting = OrderChain.Empty;
    internal OrderChain Conditional = OrderChain.Empty;

    /// <summary>What we have taken of it.</summary>
    internal ConsumedLiquidity Consumed = new();

    /// <summary>The shortest bars seen, ns; longer ones repeat what these say. Zero where no bar was seen.</summary>
    internal long BarIntervalNs;

    /// <summary>Whether the run that is being received has changed the book or the quote.</summary>
    internal bool IsTouched;

    /// <summary>Whether the run that is being received has triggered an order that is still to enter.</summary>
    internal bool HasTriggered;

    /// <summary>Whether it stands among those with a fill that is still to be looked at.</summary>
    internal bool IsFilled;

    /// <summary>What is traded.</summary>
    internal Instrument Instrument { get; } = market.Instrument;

    /// <summary>What its venue does with orders.</summary>
    internal VenueRules Rules { get; } = VenueRuleTable.Of(market.Instrument.Venue);

    /// <summary>Where mark prices lie on its grid.</summary>
    internal MarkGrid MarkGrid { get; } = new(market.Instrument.TickSize);

    /// <summary>What one lot is, in units of the base asset or contracts; a weight, no money.</summary>
    internal double LotInUnits { get; } = market.Instrument.LotSize.ToDouble();

    /// <summary>What the public stream has said.</summary>
    internal MarketState Market { get; } = market;

    /// <summary>What the account holds of it; the account sets it.</summary>
    internal VenueHoldings Holdings { get; set; } = null!;


    /// <summary>Whether any order of ours stands here.</summary>
    internal bool HasOrders => !Bids.IsEmpty || !Asks.IsEmpty || !Waiting.IsEmpty
        || !Conditional.IsEmpty;

    /// <summary>Whether bars are all there is.</summary>
    internal bool HasBarsOnly => Market.HasBar && !Market.HasDepth && !Market.HasQuote && !Market.HasTrade;

    /// <summary>Whether trades are the finest there is: no price is offered, only prices paid are known.</summary>
    internal bool HasTradesOnly => Market.HasTrade && !Market.HasDepth && !Market.HasQuote;

    /// <summary>The list that an order of a place stands in.</summary>
    internal ref OrderChain ChainOf(OrderPlace place)
    {
        switch (place)
        {
            case OrderPlace.Bids:
                return ref Bids;
            case OrderPlace.Asks:
                return ref Asks;
            case OrderPlace.Conditional:
                return ref Conditional;
            default:
                return ref Waiting;
        }
    }

    /// <summary>The best price that a side still offers, what we took from it aside.</summary>
    /// <returns>False where it offers none, or what is known of it cannot be trusted.</returns>
    internal bool TryBest(Side side, out PriceTicks price)
    {
        price = side == Side.Bid ? Market.BestBid : Market.BestAsk;
        if (!(side == Side.Bid ? Market.HasBid : Market.HasAsk) || !IsTrusted)
        {
            return false;
        }

        if (Consumed.IsEmpty)
        {
            return true;
        }

        return Market.HasDepth ? TryBestOfDepth(side, out price) : QuoteLeft(side) > QtyLots.Zero;
    }

    /// <summary>What a side shows at a price, ours taken from it or not.</summary>
    internal QtyLots OfferedAt(Side side, PriceTicks price)
    {
        if (Market.HasDepth)
        {
            return Market.Book.QuantityAt(side, price);
        }

        var (best, quantity) = side == Side.Bid
            ? (Market.BestBid, Market.BestBidQuantity)
            : (Market.BestAsk, Market.BestAskQuantity);
        return best == price ? quantity : QtyLots.Zero;
    }

    /// <summary>What the quote still offers on a side.</summary>
    internal QtyLots QuoteLeft(Side side) => side == Side.Bid
        ? Market.BestBidQuantity - new QtyLots(Consumed.At(side, Market.BestBid))
        : Market.BestAskQuantity - new QtyLots(Consumed.At(side, Market.BestAsk));

    /// <summary>
    /// Whether the book, or where there is none the quote, says what is on offer: it is whole and not crossed.
    /// </summary>
    internal bool IsTrusted => (Market.HasDepth || Market.HasQuote) && Market.IsLive;

    /// <summary>Visits the market and the position; the orders are visited by their table.</summary>
    internal void VisitState(StateSink sink)
    {
        if (ownsMarket)
        {
            Market.VisitState(sink);
        }

        Consumed.VisitState(sink);
        sink.Visit(ref BarIntervalNs);
        sink.Visit(ref IsTouched);
        sink.Visit(ref HasTriggered);
    }

    /// <summary>A new session: books are empty, and nothing is taken from them.</summary>
    internal void OnSessionStarted()
    {
        Consumed.Clear();
        if (ownsMarket)
        {
            Market.OnSessionStarted();
        }
    }

    /// <summary>Notes a bar.</summary>
    /// <returns>False where shorter bars are there and this one says nothing new.</returns>
    internal bool IsFinestBar(in Event e)
    {
        var intervalNs = e.Interval.LengthNs();
        if (intervalNs > 0 && (BarIntervalNs == 0 || intervalNs < BarIntervalNs))
        {
            BarIntervalNs = intervalNs;
        }

        return intervalNs > 0 && intervalNs == BarIntervalNs;
    }

    private bool TryBestOfDepth(Side side, out PriceTicks price)
    {
        foreach (var (levelPrice, quantity) in Market.Book.Depth(side))
        {
            if (quantity.Value > Consumed.At(side, levelPrice))
            {
                price = levelPrice;
                return true;
            }
        }

        price = PriceTicks.Zero;
        return false;
    }
}
