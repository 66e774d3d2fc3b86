using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>The account at the venue: balances, positions, what covers them. The truth of a simulated run.</summary>
/// <remarks>
/// Of spot, balances are what is owned: a buy takes quote and brings base. Of perpetuals the wallet changes with what
/// is realised, with fees and with funding. An account of which the stream has told no balance is not checked: nothing
/// is refused for want of funds, and nothing is liquidated. Opening balances are those told before the first order.
/// </remarks>
internal sealed class VenueAccount
{
    private readonly List<VenueInstrument> _instruments = [];
    private readonly List<VenueHoldings> _holdings = [];
    private long[] _wallet = new long[16];
    private bool _isOpen = true;

    // Assets whose balance was ever touched, by number from 0.
    private int _assetCount;
    private bool _isFunded;

    internal VenueAccount(InstrumentRegistry registry)
    {
        Fees = new FeeDesk(this, registry, _instruments);
    }

    /// <summary>The account's configuration.</summary>
    internal AccountSettings Settings { get; } = new();

    /// <summary>What fills cost.</summary>
    internal FeeDesk Fees { get; }

    /// <summary>Whether the stream has told a balance, so that funds are checked.</summary>
    internal bool IsFunded => _isFunded;

    /// <summary>
    /// Whether a balance, a position, a mark or a setting has changed since whoever judges the margin has looked.
    /// Derived: a state that is put back counts as changed.
    /// </summary>
    internal bool IsChanged { get; set; } = true;

    /// <summary>What is held, by instrument.</summary>
    internal List<VenueHoldings> Holdings => _holdings;

    internal void AddInstrument(VenueInstrument instrument)
    {
        _instruments.Add(instrument);
        instrument.Holdings = new VenueHoldings(instrument, this);
        _holdings.Add(instrument.Holdings);
    }

    /// <summary>The balance of an asset; of one that perpetuals settle in, without the profit that is open.</summary>
    internal Money BalanceOf(AssetId asset) =>
        asset.Value < _wallet.Length ? new Money(_wallet[asset.Value]) : Money.Zero;

    /// <summary>
    /// The balance of an asset less what open perpetuals have cost: the same in whatever order their fills are booked.
    /// </summary>
    internal Money CashOf(AssetId asset)
    {
        var cash = BalanceOf(asset);
        foreach (var holdings in _holdings)
        {
            if (holdings.IsPerpetual && holdings.Market.Instrument.SettleAsset == asset)
            {
                cash -= holdings.Leg(PositionLeg.Long).Cost + holdings.Leg(PositionLeg.Short).Cost;
            }
        }

        return cash;
    }

    /// <summary>Takes an opening balance.</summary>
    internal void OnBalance(in Event e)
    {
        if (_isOpen && e.Balance.Asset.Value >= 0)
        {
            EnsureAsset(e.Balance.Asset);
            _wallet[e.Balance.Asset.Value] = e.Balance.Total.Value;
            _isFunded = true;
            IsChanged = true;
        }
    }

    /// <summary>Takes a parameter.</summary>
    /// <exception cref="InvalidDataException">It does not fit the table.</exception>
    internal void OnParameter(in Event e)
    {
        Settings.Apply(e);
        Fees.OnSettings();
        foreach (var holdings in _holdings)
        {
            holdings.Forget();
        }
    }

    /// <summary>The first order is on its way: from now on balances change by what happens here alone.</summary>
    internal void OnCommand() => _isOpen = false;

    /// <summary>Whether an instrument is held in two legs.</summary>
    internal bool IsHedged(Instrument instrument) =>
        Settings.IsHedged && instrument.ContractType == ContractType.LinearPerpetual;

    /// <summary>The leg that an order's fill changes.</summary>
    internal PositionLeg LegOf(Instrument instrument, Side side, bool isReduceOnly)
    {
        var isHedged = IsHedged(instrument);
        return isHedged && side == Side.Ask != isReduceOnly ? PositionLeg.Short : PositionLeg.Long;
    }

    /// <summary>What a reduce-only order of a side may close, in lots; not positive where there is nothing.</summary>
    internal long ReducibleLots(VenueInstrument instrument, Side side)
    {
        var leg = LegOf(instrument.Instrument, side, isReduceOnly: true);
        var held = instrument.Holdings.Leg(leg).Quantity.Value;
        return side == Side.Bid ? -held : held;
    }

    /// <summary>How many lots of a spot order the balance pays for; all of them of a perpetual.</summary>
    internal QtyLots AffordableLots(
        VenueInstrument instrument, Side side, PriceTicks price, QtyLots quantity, bool isMaker)
    {
        var what = instrument.Instrument;
        if (!_isFunded || what.ContractType != ContractType.Spot)
        {
            return quantity;
        }

        if (side == Side.Ask)
        {
            var units = instrument.Holdings.UnitsPerLot;
            return units == 0
                ? quantity
                : new QtyLots(Math.Min(quantity.Value, Math.Max(0, BalanceOf(what.BaseAsset).Value / units)));
        }

        var balance = BalanceOf(what.QuoteAsset);
        var lots = quantity.Value;
        while (lots > 0 && CostOf(what, price, lots, isMaker) is var cost && cost > balance.Value)
        {
            // One step of proportion comes within a lot or two of it; the rest is taken off lot by lot.
            var within = (long)((Int128)lots * Math.Max(0, balance.Value) / cost);
            lots = Math.Min(lots - 1, within);
        }

        return new QtyLots(Math.Max(0, lots));
    }

    /// <summary>Books a fill.</summary>
    /// <returns>The fee, which is booked, too.</returns>
    internal VenueFee Book(
        VenueInstrument instrument, in VenueOrder order, PriceTicks price, QtyLots quantity, Money notional,
        bool isMaker, TimestampNs now)
    {
        var what = instrument.Instrument;
        Fees.OnFill(notional, now);
        var fee = Fees.Of(what, order.Side, quantity, notional, isMaker);
        var leg = LegOf(what, order.Side, order.IsReduceOnly);
        var realized = Apply(instrument, leg, order.Side, price, quantity, notional);
        if (what.ContractType == ContractType.Spot)
        {
            Move(what.QuoteAsset, order.Side == Side.Bid ? -notional : notional);
            var units = new Money(checked(quantity.Value * instrument.Holdings.UnitsPerLot));
            Move(what.BaseAsset, order.Side == Side.Bid ? units : -units);
            if (fee.Asset == what.BaseAsset && units > Money.Zero)
            {
                // What was received is held less the fee that was taken out of it.
                var value = FeeValues.ValueOf(fee.Amount, Ticks.ToFine(what, price));
                instrument.Holdings.Leg(leg).Pay(fee.Amount.Value, value, instrument.Holdings.UnitsPerLot);
            }
        }
        else
        {
            Move(what.SettleAsset, realized);
        }

        Move(fee.Asset, -fee.Amount);
        instrument.Holdings.Remark(price);
        return fee;
    }

    /// <summary>Books what the venue itself closes.</summary>
    internal void BookForced(
        VenueInstrument instrument, PositionLeg leg, Side side, PriceTicks price, QtyLots quantity, Money notional)
    {
        var realized = Apply(instrument, leg, side, price, quantity, notional);
        Move(instrument.Instrument.SettleAsset, realized);
    }

    /// <summary>Moves a balance.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    internal void Move(AssetId asset, Money amount)
    {
        EnsureAsset(asset);
        _wallet[asset.Value] = checked(_wallet[asset.Value] + amount.Value);
        IsChanged = true;
    }

    internal void VisitState(StateSink sink)
    {
        Settings.VisitState(sink);
        Fees.VisitState(sink);
        sink.Visit(ref _isOpen);
        sink.Visit(ref _isFunded);
        var assets = _assetCount;
        sink.VisitCount(ref assets);
        if (sink.IsRestoring)
        {
            IsChanged = true;
            _assetCount = assets;
            _wallet = new long[Math.Max(_wallet.Length, assets)];
        }

        for (var i = 0; i < assets; i++)
        {
            sink.Visit(ref _wallet[i]);
        }

        foreach (var holdings in _holdings)
        {
            holdings.VisitState(sink);
        }
    }

    private Money Apply(
        VenueInstrument instrument, PositionLeg leg, Side side, PriceTicks price, QtyLots quantity, Money notional)
    {
        var holdings = instrument.Holdings;
        holdings.OnChange();
        ref var held = ref holdings.Leg(leg);
        var open = Math.Abs(held.Quantity.Value);
        var closes = open != 0 && (held.Quantity.Value > 0) != (side == Side.Bid);
        var closing = notional;
        if (closes && quantity.Value > open)
        {
            // Part of a notional that fits, so it fits.
            instrument.Instrument.TryNotional(price, new QtyLots(open), out closing);
        }

        if (Settings.Mode == AccountMode.Isolated && holdings.IsPerpetual)
        {
            var opened = !closes ? notional : notional - closing;
            ref var margin = ref holdings.MarginOf(leg);
            margin = Margins.Isolated(
                margin, open, closes ? Math.Min(open, quantity.Value) : 0, opened,
                Settings.LeverageOf(instrument.Instrument.Id));
        }

        return held.Apply(side, quantity, notional, closing, holdings.UnitsPerLot);
    }

    private long CostOf(Instrument instrument, PriceTicks price, long lots, bool isMaker)
    {
        if (!instrument.TryNotional(price, new QtyLots(lots), out var notional))
        {
            return long.MaxValue;
        }

        var isFeeInQuote = !Settings.PaysFeeInReceived;
        var fee = isFeeInQuote
            ? Engine.Model.Formulas.Fees.FeeOf(notional, Fees.RateOf(instrument, isMaker))
            : Money.Zero;
        return (long)Int128.Min((Int128)notional.Value + Math.Max(0, fee.Value), long.MaxValue);
    }

    private void EnsureAsset(AssetId asset)
    {
        if (asset.Value >= _wallet.Length)
        {
            Array.Resize(ref _wallet, asset.Value * 2);
        }

        _assetCount = Math.Max(_assetCount, asset.Value + 1);
    }
}
