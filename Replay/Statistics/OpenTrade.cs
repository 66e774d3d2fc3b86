using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>What one strategy did in one instrument since it was last flat. Single writer.</summary>
internal sealed class OpenTrade(StrategyId strategy, InstrumentId instrument)
{
    private Side _direction;
    private TimestampNs _openTime;
    private QtyLots _maxPosition;
    private double _entryValue;
    private double _entryLots;
    private double _exitValue;
    private double _exitLots;
    private Money _gross;
    private Money _fees;
    private Money _funding;
    private int _fills;

    /// <summary>Whether a position is open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What this trade has made so far, realised only.</summary>
    public Money NetPnl => _gross - _fees + _funding;

    /// <summary>Takes a fill.</summary>
    /// <param name="fill">A fill of this strategy in this instrument.</param>
    /// <param name="closed">The trade that it ended, if it did.</param>
    /// <returns>Whether it ended one.</returns>
    public bool OnFill(in FillFacts fill, out TradeRecord closed)
    {
        var before = fill.PositionBefore;
        var after = fill.PositionAfter;
        if (!IsOpen)
        {
            Start(fill.Time, before == QtyLots.Zero ? after : before);
        }

        var isFlip = Math.Sign(before.Value) * Math.Sign(after.Value) < 0;
        if (isFlip)
        {
            Flip(in fill, out closed);
            return true;
        }

        Take(in fill, fill.Quantity, fill.Fee);
        _gross += fill.RealizedPnl;
        if (after != QtyLots.Zero)
        {
            closed = default;
            return false;
        }

        closed = Close(fill.Time);
        return true;
    }

    /// <summary>Takes a funding payment.</summary>
    public void OnFunding(Money amount) => _funding += amount;

    // The profit is all of the trade that ends: what opens has realised nothing. The fee is split by quantity, and
    // the new trade takes the remainder, so that the two parts are the fee to the last unit.
    private void Flip(in FillFacts fill, out TradeRecord closed)
    {
        var closing = new QtyLots(Math.Abs(fill.PositionBefore.Value));
        var product = (Int128)fill.Fee.Value * closing.Value;
        var closingFee = new Money((long)Rounding.DivideHalfEven(product, fill.Quantity.Value));

        Take(in fill, closing, closingFee);
        _gross += fill.RealizedPnl;
        closed = Close(fill.Time);

        Start(fill.Time, fill.PositionAfter);
        Take(in fill, fill.Quantity - closing, fill.Fee - closingFee);
    }

    private void Start(TimestampNs time, QtyLots position)
    {
        IsOpen = true;
        _direction = position.Value >= 0 ? Side.Bid : Side.Ask;
        _openTime = time;
        _maxPosition = QtyLots.Zero;
        (_entryValue, _entryLots, _exitValue, _exitLots) = (0, 0, 0, 0);
        (_gross, _fees, _funding) = (Money.Zero, Money.Zero, Money.Zero);
        _fills = 0;
    }

    private void Take(in FillFacts fill, QtyLots quantity, Money fee)
    {
        _fills++;
        _fees += fee;
        if (fill.Side == _direction)
        {
            _entryValue += fill.Price * quantity.Value;
            _entryLots += quantity.Value;
            _maxPosition = new QtyLots(Math.Max(_maxPosition.Value, Math.Abs(fill.PositionAfter.Value)));
        }
        else
        {
            _exitValue += fill.Price * quantity.Value;
            _exitLots += quantity.Value;
        }
    }

    private TradeRecord Close(TimestampNs time)
    {
        IsOpen = false;
        return new TradeRecord
        {
            Strategy = strategy,
            Instrument = instrument,
            Direction = _direction,
            OpenTime = _openTime,
            CloseTime = time,
            MaxPosition = _maxPosition,
            EntryPrice = _entryLots > 0 ? _entryValue / _entryLots : 0,
            ExitPrice = _exitLots > 0 ? _exitValue / _exitLots : 0,
            GrossPnl = _gross,
            Fees = _fees,
            Funding = _funding,
            Fills = _fills,
        };
    }
}
