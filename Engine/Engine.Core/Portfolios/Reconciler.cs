using Engine.Books;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Formulas;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>
/// Compares what the venue says it holds for us with our books, once it has said all: match, corrected, or too far
/// apart. One thread.
/// </summary>
/// <remarks>
/// A function of the events alone. While it is open, positions and balances are collected, of each the last word; what
/// the venue says nothing of is not compared. A difference within the tolerance is booked on the engine's own account,
/// so that the strategies' sums stay the account's, and a command says by how much. Where one difference is larger,
/// nothing is booked at all.
/// </remarks>
internal sealed class Reconciler(Portfolio portfolio, IReadOnlyList<MarketState> markets, Outbox outbox)
{
    private const int CountMax = 1 << 20;
    private const int Closed = 0;
    private const int Open = 1;
    private const int Awaited = 2;

    private Event[] _words = new Event[64];
    private int _count;
    private int _stage = Closed;

    /// <summary>Whether the venue's words are collected, to be compared when it has said all.</summary>
    internal bool IsOpen => _stage == Open;

    /// <summary>Whether the venue has still to say all: until then nothing adds risk.</summary>
    internal bool IsAwaited => _stage != Closed;

    /// <summary>A later session begins: whatever happened meanwhile is not known.</summary>
    internal void Begin() => (_stage, _count) = (Open, 0);

    /// <summary>A first session begins: what the venue says is taken as it is.</summary>
    internal void Await() => _stage = Awaited;

    /// <summary>The venue has said all to a first session.</summary>
    internal void Close() => _stage = Closed;

    /// <summary>Takes a position or a balance; the last word on each counts.</summary>
    internal void Collect(in Event e)
    {
        for (var i = 0; i < _count; i++)
        {
            if (IsOfSame(_words[i], e))
            {
                _words[i] = e;
                return;
            }
        }

        if (_count == _words.Length)
        {
            Array.Resize(ref _words, _words.Length * 2);
        }

        _words[_count++] = e;
    }

    /// <summary>The venue has said all.</summary>
    /// <param name="tolerance">The largest difference that is corrected, in units of each settle asset.</param>
    /// <returns>
    /// False where a difference is larger: alerts say which, nothing is booked, and it stays open for another try.
    /// </returns>
    internal bool TryFinish(Money tolerance)
    {
        var isWithin = true;
        for (var i = 0; i < _count; i++)
        {
            isWithin &= Judge(_words[i], tolerance);
        }

        if (isWithin)
        {
            // Positions first: what they are booked at moves cash, and the venue's balance is the last word on that.
            Correct(EventKind.Position);
            Correct(EventKind.Balance);
            Close();
        }

        _count = 0;
        return isWithin;
    }

    /// <summary>Says by how much a balance differs that is taken as it is.</summary>
    internal void Tell(in Event word)
    {
        var (ours, venues) = Compare(word);
        if (ours != venues)
        {
            Say(CommandKind.Reconciled, word, ours, venues);
        }
    }

    /// <summary>Takes the venue's word on one position, outside the start of a session.</summary>
    /// <param name="word">The position.</param>
    /// <param name="tolerance">The largest difference that is corrected, in units of the settle asset.</param>
    /// <param name="saysWhy">Whether an alert says both sides of one that is larger.</param>
    /// <returns>False where it is larger, and nothing is booked.</returns>
    internal bool TryCorrect(in Event word, Money tolerance, bool saysWhy)
    {
        var (ours, venues) = Compare(word);
        if (!IsWithin(word, ours, venues, tolerance))
        {
            if (saysWhy)
            {
                Say(CommandKind.Alert, word, ours, venues).Reason = ReasonCode.ReconciliationDifference;
            }

            return false;
        }

        Say(CommandKind.Reconciled, word, ours, venues);
        Book(word, venues - ours);
        return true;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _stage);
        sink.VisitCount(ref _count, CountMax);
        if (_words.Length < _count)
        {
            Array.Resize(ref _words, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_count));
        }

        for (var i = 0; i < _count; i++)
        {
            sink.VisitSlot(ref _words[i]);
        }
    }

    private static bool IsOfSame(in Event a, in Event b) => a.Kind == b.Kind && (a.Kind == EventKind.Position
        ? a.Instrument == b.Instrument && LegOf(a) == LegOf(b)
        : a.Balance.Asset == b.Balance.Asset);

    private static PositionLeg LegOf(in Event e) =>
        (e.Flags & EventFlags.ShortLeg) != 0 ? PositionLeg.Short : PositionLeg.Long;

    private (long Ours, long Venues) Compare(in Event word) => word.Kind == EventKind.Position
        ? (portfolio.Leg(word.Instrument, LegOf(word)).Quantity.Value, word.Position.Quantity.Value)
        : (portfolio.Wallet(word.Balance.Asset).Value, word.Balance.Total.Value);

    /// <summary>Whether the difference can be corrected; else an alert says both sides of it.</summary>
    private bool Judge(in Event word, Money tolerance)
    {
        var (ours, venues) = Compare(word);
        var isWithin = IsWithin(word, ours, venues, tolerance);
        if (!isWithin)
        {
            Say(CommandKind.Alert, word, ours, venues).Reason = ReasonCode.ReconciliationDifference;
        }

        return isWithin;
    }

    private bool IsWithin(in Event word, long ours, long venues, Money tolerance) => ours == venues
        || (word.Kind == EventKind.Position
            ? TryValue(word, Int128.Abs((Int128)venues - ours), out var value) && value <= tolerance
            : Int128.Abs((Int128)venues - ours) <= tolerance.Value);

    private void Correct(EventKind kind)
    {
        for (var i = 0; i < _count; i++)
        {
            ref readonly var word = ref _words[i];
            var (ours, venues) = Compare(word);
            if (word.Kind != kind || ours == venues)
            {
                continue;
            }

            Say(CommandKind.Reconciled, word, ours, venues);
            if (kind == EventKind.Balance)
            {
                portfolio.SetBalance(word.Balance.Asset, word.Balance.Total);
            }
            else
            {
                Book(word, venues - ours);
            }
        }
    }

    private void Book(in Event word, long lots)
    {
        var instrument = markets[word.Instrument.Value].Instrument;
        var quantity = new QtyLots(Math.Abs(lots));
        if (!TryPrice(word, out var price) || !instrument.TryNotional(price, quantity, out var notional))
        {
            throw new OverflowException($"The correction of {lots} lots of {instrument.Name} cannot be valued.");
        }

        portfolio.ApplyFill(new FillBooking
        {
            Instrument = word.Instrument,
            Strategy = StrategyId.Engine,
            Side = lots > 0 ? Side.Bid : Side.Ask,
            Price = price,
            Quantity = quantity,
            Notional = notional,
            Fee = Money.Zero,
            FeeAsset = instrument.SettleAsset,
            Leg = LegOf(word),
        });
    }

    private bool TryValue(in Event word, Int128 lots, out Money value)
    {
        value = default;
        return lots <= long.MaxValue && TryPrice(word, out var price)
            && markets[word.Instrument.Value].Instrument.TryNotional(price, new QtyLots((long)lots), out value);
    }

    /// <summary>What a difference is valued and booked at: the venue's entry price, else the market's.</summary>
    private bool TryPrice(in Event word, out PriceTicks price)
    {
        var market = markets[word.Instrument.Value];
        var fine = word.Position.EntryPrice;
        if (fine <= FinePrice.Zero && PriceMark.TryRead(market, isAnyBetterThanNone: true, out var mark))
        {
            fine = mark.ToFine(market.Instrument);
        }

        price = fine > FinePrice.Zero ? Ticks.Floor(market.Instrument, fine) : PriceTicks.Zero;
        return fine > FinePrice.Zero;
    }

    private ref Command Say(CommandKind kind, in Event word, long ours, long venues)
    {
        ref var command = ref outbox.Add(kind);
        command.Instrument = word.Kind == EventKind.Position ? word.Instrument : InstrumentId.None;
        command.Asset = word.Kind == EventKind.Balance ? word.Balance.Asset : AssetId.None;
        command.Measured = venues;
        command.Limit = ours;
        return ref command;
    }
}
