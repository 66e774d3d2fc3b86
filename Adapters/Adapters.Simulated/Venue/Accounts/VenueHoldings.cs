using Engine.Model.Accounts;
using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>What the account holds in one instrument, and what covers it.</summary>
internal sealed class VenueHoldings
{
    private readonly VenueInstrument _market;
    private readonly VenueAccount _account;
    private Holding _long;
    private Holding _short;
    private Money _longMargin;
    private Money _shortMargin;
    private FinePrice _mark;
    private LegValue _longValue;
    private LegValue _shortValue;
    private Money _requiredOf = new(-1);
    private Money _required;

    internal VenueHoldings(VenueInstrument market, VenueAccount account)
    {
        _market = market;
        _account = account;
        UnitsPerLot = Ticks.UnitsPerLot(market.Instrument);
        IsPerpetual = market.Instrument.ContractType == ContractType.LinearPerpetual;
    }

    /// <summary>What a lot of spot is in 10⁻⁸ of the base asset; zero of a perpetual.</summary>
    internal long UnitsPerLot { get; }

    /// <summary>What is traded.</summary>
    internal Instrument Instrument => _market.Instrument;

    /// <summary>The market and our orders in it.</summary>
    internal VenueInstrument Market => _market;

    /// <summary>The price at which the position was valued last; zero while there was none.</summary>
    internal FinePrice Mark => _mark;

    /// <summary>Whether it is margined.</summary>
    internal bool IsPerpetual { get; }

    /// <summary>Whether nothing is open.</summary>
    internal bool IsFlat => _long.Quantity == QtyLots.Zero && _short.Quantity == QtyLots.Zero;

    /// <summary>A leg; the whole position where positions net.</summary>
    internal ref Holding Leg(PositionLeg leg)
    {
        if (leg == PositionLeg.Short)
        {
            return ref _short;
        }

        return ref _long;
    }

    /// <summary>
    /// The average price of what a leg holds: cost follows the order in which the venue has filled. Zero where nothing
    /// is held, and of spot: a balance has none.
    /// </summary>
    internal FinePrice EntryPriceOf(PositionLeg leg)
    {
        ref readonly var held = ref Leg(leg);
        return IsPerpetual && held.Quantity != QtyLots.Zero
            ? Instrument.AveragePrice(held.Cost, held.Quantity)
            : FinePrice.Zero;
    }

    /// <summary>The margin that is set aside for a leg, where margins are isolated.</summary>
    internal ref Money MarginOf(PositionLeg leg)
    {
        if (leg == PositionLeg.Short)
        {
            return ref _shortMargin;
        }

        return ref _longMargin;
    }

    /// <summary>Takes the market's price of now.</summary>
    /// <param name="fallback">The price where the market has none: that of a fill.</param>
    internal void Remark(PriceTicks fallback)
    {
        if (!VenueMark.TryRead(_market, _mark == FinePrice.Zero, out var mark))
        {
            mark = _mark == FinePrice.Zero && fallback > PriceTicks.Zero ? Ticks.ToFine(Instrument, fallback) : _mark;
        }

        if (mark != _mark)
        {
            _mark = mark;
            OnChange();
        }
    }

    /// <summary>What a leg is worth at the mark, signed; zero where that cannot be said.</summary>
    internal Money ValueOf(PositionLeg leg)
    {
        var quantity = Leg(leg).Quantity;
        return quantity == QtyLots.Zero ? Money.Zero : Valued(leg, quantity).Value;
    }

    /// <summary>
    /// The maintenance margin of a leg at the mark, by the account's brackets; <see cref="Forget" /> says that they
    /// have changed.
    /// </summary>
    internal Money MaintenanceOf(PositionLeg leg)
    {
        var quantity = Leg(leg).Quantity;
        if (quantity == QtyLots.Zero)
        {
            return Money.Zero;
        }

        ref var known = ref Valued(leg, quantity);
        if (known.Maintenance < Money.Zero)
        {
            var value = known.Value < Money.Zero ? -known.Value : known.Value;
            known.Maintenance = Margins.Maintenance(value, _account.Settings.Tiers);
        }

        return known.Maintenance;
    }

    /// <summary>The margin that a notional of this instrument needs, by the account's leverage and brackets.</summary>
    internal Money Required(Money notional)
    {
        if (notional != _requiredOf)
        {
            var leverage = _account.Settings.LeverageOf(Instrument.Id);
            (_requiredOf, _required) = (notional, Margins.Required(notional, leverage, _account.Settings.Tiers));
        }

        return _required;
    }

    /// <summary>What was worked out holds no longer.</summary>
    internal void Forget()
    {
        _requiredOf = new Money(-1);
        (_longValue, _shortValue) = (default, default);
        OnChange();
    }

    /// <summary>A leg, or the mark, has changed.</summary>
    internal void OnChange() => _account.IsChanged = true;

    /// <summary>The profit that is open in both legs.</summary>
    internal Money Unrealized =>
        ValueOf(PositionLeg.Long) + ValueOf(PositionLeg.Short) - _long.Cost - _short.Cost;

    /// <summary>The maintenance margin of both legs.</summary>
    internal Money Maintenance => MaintenanceOf(PositionLeg.Long) + MaintenanceOf(PositionLeg.Short);

    internal void VisitState(StateSink sink)
    {
        _long.VisitState(sink);
        _short.VisitState(sink);
        sink.Visit(ref _longMargin);
        sink.Visit(ref _shortMargin);
        sink.Visit(ref _mark);
        if (sink.IsRestoring)
        {
            Forget();
        }
    }

    private ref LegValue Valued(PositionLeg leg, QtyLots quantity)
    {
        ref var known = ref _longValue;
        if (leg == PositionLeg.Short)
        {
            known = ref _shortValue;
        }

        if (known.Quantity != quantity || known.Mark != _mark)
        {
            known.Value = Instrument.TryNotional(_mark, quantity, out var value) ? value : Money.Zero;
            (known.Mark, known.Quantity, known.Maintenance) = (_mark, quantity, new Money(-1));
        }

        return ref known;
    }
}
