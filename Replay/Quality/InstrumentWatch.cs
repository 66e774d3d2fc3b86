using Engine.Books;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Quality;

/// <summary>
/// Watches the data of one instrument. One thread; allocates nothing once its kinds of data are known.
/// </summary>
internal sealed class InstrumentWatch
{
    private static readonly int StreamCount = Enum.GetValues<StreamKind>().Length;

    private readonly QualityLimits _limits;
    private readonly FindingTable _findings;
    private readonly StreamWatch?[] _streams = new StreamWatch?[StreamCount];
    private readonly IdChain _tradeIds = new();
    private readonly IdChain _bookIds = new();
    private readonly PriceJumps _tradePrices;
    private readonly PriceJumps _barPrices;
    private readonly PriceJumps _quotePrices;
    private KeyMemory? _keys;
    private OrderBook? _book;
    private bool _isBookCrossed;
    private bool _isQuoteCrossed;
    private TimestampNs _lastBar = TimestampNs.MinValue;
    private TimestampNs _lastFunding = TimestampNs.MinValue;
    private long _fundingInterval = long.MaxValue;

    internal InstrumentWatch(string name, QualityLimits limits, FindingTable findings)
    {
        Name = name;
        _limits = limits;
        _findings = findings;
        _tradePrices = new PriceJumps(limits);
        _barPrices = new PriceJumps(limits);
        _quotePrices = new PriceJumps(limits);
    }

    /// <summary>The instrument's name.</summary>
    internal string Name { get; }

    /// <summary>Takes a run.</summary>
    internal void Take(ReadOnlySpan<Event> run, in QualityPlace place)
    {
        ref readonly var e = ref run[0];
        switch (e.Kind)
        {
            case EventKind.BookLevel or EventKind.BookSnapshotBegin or EventKind.BookSnapshotEnd:
                TakeBook(run, in place);
                break;
            case EventKind.Trade:
                TakeTrade(in e, in place);
                break;
            case EventKind.Quote:
                TakeQuote(in e, in place);
                break;
            case EventKind.Bar:
                TakeBar(in e, in place);
                break;
            case EventKind.Mark:
                Require(e.Mark.MarkPrice > FinePrice.Zero, Stream(StreamKind.Mark, in e, in place), in place);
                break;
            case EventKind.Funding:
                TakeFunding(in e, in place);
                break;
            case EventKind.OpenInterest:
                var interest = Stream(StreamKind.OpenInterest, in e, in place);
                Require(
                    e.OpenInterest.Quantity >= QtyLots.Zero && e.OpenInterest.Value >= Money.Zero, interest, in place);
                break;
            case EventKind.Liquidation:
                var isPositive = e.Liquidation.Price > PriceTicks.Zero && e.Liquidation.Quantity > QtyLots.Zero;
                Require(isPositive, Stream(StreamKind.Liquidation, in e, in place), in place);
                break;
            case EventKind.FeedGap:
                _findings.Note(QualityCheck.FeedGap, Name, null, in place, e.FeedGap.LostCount);
                _bookIds.Break();
                _book?.Apply(in e);
                break;
            default:
                break;
        }
    }

    /// <summary>Ends the watch: what was no fault after all is left out.</summary>
    internal IEnumerable<QualityStream> Finish(string? file)
    {
        if (!_tradeIds.IsDense)
        {
            _findings.Drop(QualityCheck.MissingIds, Name, StreamKind.Trade);
        }

        if (!_bookIds.IsDense)
        {
            _findings.Drop(QualityCheck.MissingIds, Name, StreamKind.Book);
        }

        return _streams.OfType<StreamWatch>().Select(stream => stream.ToStream(file));
    }

    private StreamWatch Stream(StreamKind kind, in Event e, in QualityPlace place)
    {
        var stream = _streams[(int)kind] ??= new StreamWatch(Name, kind, _limits, _findings);
        stream.Take(in e, in place);
        return stream;
    }

    private static void Require(bool isPositive, StreamWatch stream, in QualityPlace place)
    {
        if (!isPositive)
        {
            stream.Note(QualityCheck.NotPositive, in place, 1);
        }
    }

    private void TakeBook(ReadOnlySpan<Event> run, in QualityPlace place)
    {
        ref readonly var first = ref run[0];
        var stream = Stream(StreamKind.Book, in first, in place);
        _book ??= new OrderBook();
        var isPositive = true;
        foreach (ref readonly var e in run)
        {
            if (e.Kind == EventKind.BookLevel
                && (e.BookLevel.Price <= PriceTicks.Zero || e.BookLevel.Quantity < QtyLots.Zero))
            {
                isPositive = false;
                continue;
            }

            _book.Apply(in e);
        }

        Require(isPositive, stream, in place);
        if (first.Kind == EventKind.BookLevel)
        {
            TakeBookIds(in first, stream, in place);
        }

        var isCrossed = _book.State == BookState.Live && _book.IsCrossed;
        if (isCrossed && !_isBookCrossed)
        {
            stream.Note(QualityCheck.Crossed, in place, _book.BestBid.Value - _book.BestAsk.Value);
        }

        _isBookCrossed = isCrossed;
    }

    private void TakeBookIds(in Event first, StreamWatch stream, in QualityPlace place)
    {
        if ((first.Flags & EventFlags.Snapshot) != 0)
        {
            _bookIds.Break();
        }

        var missing = _bookIds.Take(first.BookLevel.FirstUpdateId, first.BookLevel.LastUpdateId);
        if (missing > 0)
        {
            stream.Note(QualityCheck.MissingIds, in place, missing);
        }
    }

    private void TakeTrade(in Event e, in QualityPlace place)
    {
        var stream = Stream(StreamKind.Trade, in e, in place);
        Require(e.Trade.Price > PriceTicks.Zero && e.Trade.Quantity > QtyLots.Zero, stream, in place);
        TakePrice(_tradePrices, e.Trade.Price.Value, stream, in place);
        if (e.Trade.Key == Key128.None)
        {
            return;
        }

        _keys ??= new KeyMemory();
        if (_keys.Knows(e.Trade.Key))
        {
            stream.Note(QualityCheck.Duplicate, in place, 1);
        }

        var missing = e.Trade.Key.High == 0 ? _tradeIds.Take(e.Trade.Key.Low, e.Trade.Key.Low) : 0;
        if (missing > 0)
        {
            stream.Note(QualityCheck.MissingIds, in place, missing);
        }
    }

    private void TakeQuote(in Event e, in QualityPlace place)
    {
        var stream = Stream(StreamKind.Quote, in e, in place);
        ref readonly var quote = ref e.Quote;
        var hasBid = quote.BidQuantity > QtyLots.Zero;
        var hasAsk = quote.AskQuantity > QtyLots.Zero;
        var isPositive = quote.BidQuantity >= QtyLots.Zero && quote.AskQuantity >= QtyLots.Zero
            && (!hasBid || quote.BidPrice > PriceTicks.Zero) && (!hasAsk || quote.AskPrice > PriceTicks.Zero);
        Require(isPositive, stream, in place);
        var isCrossed = hasBid && hasAsk && quote.BidPrice >= quote.AskPrice;
        if (isCrossed && !_isQuoteCrossed)
        {
            stream.Note(QualityCheck.Crossed, in place, quote.BidPrice.Value - quote.AskPrice.Value);
        }

        _isQuoteCrossed = isCrossed;
        if (hasBid && hasAsk && isPositive)
        {
            // Twice the middle: half a tick stays a whole number.
            TakePrice(_quotePrices, quote.BidPrice.Value + quote.AskPrice.Value, stream, in place);
        }
    }

    private void TakeBar(in Event e, in QualityPlace place)
    {
        var stream = Stream(StreamKind.Bar, in e, in place);
        var length = e.Interval.LengthNs();
        var isNew = length != stream.IntervalNs;
        stream.IntervalNs = length;
        Require(
            e.Bar.Open.Value + e.Bar.LowOffset > 0 && e.Bar.Volume >= QtyLots.Zero && e.Bar.LowOffset <= 0
            && e.Bar.HighOffset >= 0,
            stream,
            in place);
        TakePrice(_barPrices, e.Bar.Open.Value + e.Bar.CloseOffset, stream, in place);
        if (!isNew && length > 0 && _lastBar != TimestampNs.MinValue)
        {
            var step = e.VenueTime - _lastBar;
            if (step == 0)
            {
                stream.Note(QualityCheck.Duplicate, in place, 1);
            }
            else if (step > length)
            {
                stream.Note(QualityCheck.MissingBars, in place, (step / length) - 1);
            }
        }

        _lastBar = e.VenueTime;
    }

    private void TakeFunding(in Event e, in QualityPlace place)
    {
        var stream = Stream(StreamKind.Funding, in e, in place);
        var time = e.Funding.FundingTime;
        if (_lastFunding != TimestampNs.MinValue)
        {
            var step = time - _lastFunding;
            if (step == 0)
            {
                stream.Note(QualityCheck.Duplicate, in place, 1);
            }
            else if (step > 0)
            {
                // Intervals change, to shorter ones in wild markets: the shortest seen is what is expected.
                if (_fundingInterval != long.MaxValue && step > _fundingInterval + (_fundingInterval / 2))
                {
                    stream.Note(QualityCheck.Silence, in place, step);
                }

                _fundingInterval = Math.Min(_fundingInterval, step);
            }
        }

        _lastFunding = time > _lastFunding ? time : _lastFunding;
    }

    private static void TakePrice(PriceJumps prices, long price, StreamWatch stream, in QualityPlace place)
    {
        var jump = prices.Take(price);
        if (jump > 0)
        {
            stream.Note(QualityCheck.Outlier, in place, jump);
        }
    }
}
