using Engine.Books;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Formulas;
using Engine.Model.Instruments;
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
/// <para>
/// A balance has in it what was realised, and average costs follow the order of fills: so it is held against ours with
/// what is open at the venue's own entry price. Where the venue says none of it, a difference may be either, and is
/// said and not booked until nothing is open.
/// </para>
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
            CorrectPositions();
            CorrectBalances();
            Close();
        }

        _count = 0;
        return isWithin;
    }

    /// <summary>Takes a balance of a session that runs as it is, and says by how much it differs.</summary>
    internal void TakeBalance(in Event word)
    {
        var (asset, total) = (word.Balance.Asset, word.Balance.Total);
        var ours = portfolio.Wallet(asset);
        if (!portfolio.TryTakeAsRounding(asset, total - ours))
        {
            Say(CommandKind.Reconciled, word, ours.Value, total.Value);
        }

        portfolio.SetBalance(asset, total);
    }

    /// <summary>
    /// Takes the venue's average entry of a position that agrees: what is open has cost what the venue says, and the
    /// rest was realised. Where that is another division than ours, a command says both.
    /// </summary>
    internal void TakeEntryPrice(in Event word)
    {
        var leg = word.Leg;
        ref readonly var held = ref portfolio.Leg(word.Instrument, leg);
        if (held.Quantity != word.Position.Quantity
            || !portfolio.IsOtherCost(word.Instrument, leg, word.Position.EntryPrice, out var cost))
        {
            return;
        }

        var ours = held.EntryPrice(markets[word.Instrument.Value].Instrument);
        Say(CommandKind.Reconciled, word, ours.Value, word.Position.EntryPrice.Value).Flags |= CommandFlags.EntryPrice;
        portfolio.Recost(word.Instrument, leg, cost);
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
        TakeEntryPrice(word);
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
        ? a.Instrument == b.Instrument && a.Leg == b.Leg
        : a.Balance.Asset == b.Balance.Asset);

    private (long Ours, long Venues) Compare(in Event word) => word.Kind == EventKind.Position
        ? (portfolio.Leg(word.Instrument, word.Leg).Quantity.Value, word.Position.Quantity.Value)
        : (WalletAsTold(word.Balance.Asset).Value, word.Balance.Total.Value);

    /// <summary>What our balance is where open positions have cost what the venue's entry prices say.</summary>
    private Money WalletAsTold(AssetId asset)
    {
        var wallet = portfolio.Wallet(asset);
        for (var i = 0; i < _count; i++)
        {
            ref readonly var word = ref _words[i];
            if (word.Kind == EventKind.Position && IsSettledIn(word.Instrument, asset))
            {
                ref readonly var held = ref portfolio.Leg(word.Instrument, word.Leg);
                var agrees = held.Quantity == word.Position.Quantity;
                wallet += agrees && portfolio.IsOtherCost(
                    word.Instrument, word.Leg, word.Position.EntryPrice, out var cost)
                    ? cost - held.Cost
                    : Money.Zero;
            }
        }

        return wallet;
    }

    private bool IsSettledIn(InstrumentId instrument, AssetId asset) =>
        markets[instrument.Value].Instrument is { ContractType: ContractType.LinearPerpetual } what
        && what.SettleAsset == asset;

    /// <summary>Whether a perpetual of an asset is open of which the venue has not said what it has cost.</summary>
    private bool IsAnyCostUntold(AssetId asset)
    {
        for (var i = 0; i < markets.Count; i++)
        {
            var instrument = new InstrumentId(i);
            if (IsSettledIn(instrument, asset)
                && (IsCostUntold(instrument, PositionLeg.Long) || IsCostUntold(instrument, PositionLeg.Short)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsCostUntold(InstrumentId instrument, PositionLeg leg)
    {
        if (portfolio.Leg(instrument, leg).IsFlat)
        {
            return false;
        }

        for (var i = 0; i < _count; i++)
        {
            ref readonly var word = ref _words[i];
            if (word.Kind == EventKind.Position && word.Instrument == instrument
                && (word.Leg == leg || !portfolio.Settings.IsHedged))
            {
                return word.Position.EntryPrice <= FinePrice.Zero;
            }
        }

        return true;
    }

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

    private void CorrectPositions()
    {
        for (var i = 0; i < _count; i++)
        {
            ref readonly var word = ref _words[i];
            if (word.Kind != EventKind.Position)
            {
                continue;
            }

            var (ours, venues) = Compare(word);
            if (ours != venues)
            {
                Say(CommandKind.Reconciled, word, ours, venues);
                Book(word, venues - ours);
            }

            TakeEntryPrice(word);
        }
    }

    private void CorrectBalances()
    {
        for (var i = 0; i < _count; i++)
        {
            ref readonly var word = ref _words[i];
            if (word.Kind != EventKind.Balance
                || portfolio.TryTakeAsRounding(
                    word.Balance.Asset, word.Balance.Total - portfolio.Wallet(word.Balance.Asset)))
            {
                continue;
            }

            var (ours, venues) = Compare(word);
            if (IsAnyCostUntold(word.Balance.Asset))
            {
                Say(CommandKind.Alert, word, ours, venues).Reason = ReasonCode.EntryPriceUnknown;
                continue;
            }

            Say(CommandKind.Reconciled, word, ours, venues);
            portfolio.SetBalance(word.Balance.Asset, word.Balance.Total);
        }
    }

    private void Book(in Event word, long lots)
    {
        var instrument = markets[word.Instrument.Value].Instrument;
        var quantity = new QtyLots(Math.Abs(lots));
        if (!TryPriceOfMissing(word, lots, out var price, out var notional)
            && (!TryPrice(word, out price) || !instrument.TryNotional(price, quantity, out notional)))
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
            Leg = word.Leg,
        });
    }

    /// <summary>
    /// What lots have cost that are missing from a position and add to it: what makes its average the venue's.
    /// </summary>
    private bool TryPriceOfMissing(in Event word, long lots, out PriceTicks price, out Money notional)
    {
        (price, notional) = (PriceTicks.Zero, Money.Zero);
        var instrument = markets[word.Instrument.Value].Instrument;
        ref readonly var held = ref portfolio.Leg(word.Instrument, word.Leg);
        var adds = held.IsFlat || (held.Quantity.Value > 0) == (lots > 0);
        if (!adds || instrument.ContractType != ContractType.LinearPerpetual
            || word.Position.EntryPrice <= FinePrice.Zero
            || !instrument.TryNotional(word.Position.EntryPrice, word.Position.Quantity, out var cost))
        {
            return false;
        }

        notional = lots > 0 ? cost - held.Cost : held.Cost - cost;
        if (notional <= Money.Zero)
        {
            return false;
        }

        var average = instrument.AveragePrice(notional, new QtyLots(Math.Abs(lots)));
        price = average > FinePrice.Zero ? Ticks.Floor(instrument, average) : PriceTicks.Zero;
        return average > FinePrice.Zero;
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
        command.Flags = (word.Flags & EventFlags.ShortLeg) != 0 ? CommandFlags.ShortLeg : CommandFlags.None;
        command.Asset = word.Kind == EventKind.Balance ? word.Balance.Asset : AssetId.None;
        command.Measured = venues;
        command.Limit = ours;
        return ref command;
    }
}
