using Engine.Model.Accounts;
using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <content>
/// Margin of perpetuals that settle in the account's currency. Computed when it is asked for, of those instruments
/// alone whose value has changed since.
/// </content>
public sealed partial class Portfolio
{
    // By (instrument, leg).
    private Money[] _isolatedMargins = [];

    // By instrument.
    private Money[] _required = [];
    private Money[] _maintenance = [];
    private bool[] _isMarginStale = [];
    private int[] _stale = [];
    private int _staleCount;
    private Money _requiredTotal;
    private Money _maintenanceTotal;

    /// <summary>
    /// The initial margin of open positions: cross, notional at the mark ÷ leverage and never less than the maintenance
    /// margin; isolated, what was set aside for them.
    /// </summary>
    public Money MarginUsed
    {
        get
        {
            RefreshMargin();
            return _requiredTotal;
        }
    }

    /// <summary>The maintenance margin of open positions at their marks.</summary>
    public Money MaintenanceMargin
    {
        get
        {
            RefreshMargin();
            return _maintenanceTotal;
        }
    }

    /// <summary>
    /// What covers perpetuals: the wallet of the account's currency and the profit that is open in them. Spot holdings
    /// cover nothing.
    /// </summary>
    public Money MarginBalance => Cash(_currency) + _perpetualValue;

    /// <summary>What new positions may be opened with; negative where open ones need more than there is.</summary>
    public Money FreeMargin => Settings.Mode == AccountMode.Isolated
        ? Wallet(_currency) - MarginUsed
        : MarginBalance - MarginUsed;

    /// <summary>
    /// Maintenance margin ÷ margin balance, as Binance has it: 0 without positions, 1 where the venue liquidates.
    /// Isolated, that of the position that is nearest to it.
    /// </summary>
    public Rate MarginRatio
    {
        get
        {
            if (Settings.Mode != AccountMode.Isolated)
            {
                return Margins.Ratio(MaintenanceMargin, MarginBalance);
            }

            var worst = Rate.Zero;
            for (var i = 0; i < _instrumentCount; i++)
            {
                worst = Max(worst, Max(IsolatedRatio(i, PositionLeg.Long), IsolatedRatio(i, PositionLeg.Short)));
            }

            return worst;
        }
    }

    /// <summary>
    /// Margin balance ÷ margin used, 1 = 100 %: how much of what the positions were opened with is there. Isolated, of
    /// the position that has least: what else the wallet holds covers none. The greatest rate where nothing is open.
    /// </summary>
    public Rate MarginCover
    {
        get
        {
            if (Settings.Mode != AccountMode.Isolated)
            {
                return Cover(MarginBalance, MarginUsed);
            }

            var least = new Rate(long.MaxValue);
            for (var i = 0; i < _instrumentCount; i++)
            {
                least = Min(least, Min(IsolatedCover(i, PositionLeg.Long), IsolatedCover(i, PositionLeg.Short)));
            }

            return least;
        }
    }

    /// <summary>
    /// The initial margin of a strategy's own positions, as if it stood alone, at their marks. Walks its instruments.
    /// </summary>
    public Money MarginUsedBy(StrategyId strategy)
    {
        var used = Money.Zero;
        for (var i = 0; i < _instrumentCount; i++)
        {
            var value = _values[(strategy.Value * _instrumentCount) + i];
            if (value != Money.Zero && IsMargined(i))
            {
                used += Margins.Required(Magnitude(value), LeverageOf(i), Settings.Tiers);
            }
        }

        return used;
    }

    /// <summary>The margin set aside for an isolated position; zero in every other mode.</summary>
    public Money IsolatedMargin(InstrumentId instrument, PositionLeg leg = PositionLeg.Long) =>
        _isolatedMargins[(2 * instrument.Value) + (int)leg];

    /// <summary>
    /// The price at which the venue would liquidate the account's position, all others at their marks. Hedged and
    /// isolated it is the leg's own; hedged and cross both legs move with it, and where both are held the one that lies
    /// below the mark is the long leg's, the one above it the short leg's.
    /// </summary>
    /// <returns>Zero where there is none: nothing open, spot, or covered whatever the price.</returns>
    /// <remarks>Computed anew, by bisection: not for every event.</remarks>
    public FinePrice LiquidationPrice(InstrumentId instrument, PositionLeg leg = PositionLeg.Long)
    {
        var index = instrument.Value;
        ref readonly var position = ref Leg(instrument, leg);
        if (position.IsFlat || !IsMargined(index))
        {
            return FinePrice.Zero;
        }

        var wallet = IsolatedMargin(instrument, leg);
        if (Settings.Mode != AccountMode.Isolated)
        {
            RefreshMargin();
            if (Settings.IsHedged && !Leg(instrument, Opposite(leg)).IsFlat)
            {
                return LiquidationPriceOfLegs(index, leg);
            }

            var value = LegValue(index, leg);
            var own = Margins.Maintenance(Magnitude(value), Settings.Tiers);
            wallet = MarginBalance - (value - position.Cost) - (_maintenanceTotal - own);
        }

        return Liquidations.Price(
            _instruments.All[index], position.Quantity, position.Cost, wallet, Settings.Tiers);
    }

    private FinePrice LiquidationPriceOfLegs(int index, PositionLeg leg)
    {
        var id = new InstrumentId(index);
        var instrument = _instruments.All[index];
        ref readonly var up = ref Leg(id, PositionLeg.Long);
        ref readonly var down = ref Leg(id, PositionLeg.Short);
        var cost = up.Cost + down.Cost;
        var (longValue, shortValue) = (LegValue(index, PositionLeg.Long), LegValue(index, PositionLeg.Short));
        var own = Margins.Maintenance(Magnitude(longValue), Settings.Tiers)
            + Margins.Maintenance(Magnitude(shortValue), Settings.Tiers);
        var wallet = MarginBalance - (longValue + shortValue - cost) - (_maintenanceTotal - own);
        return Liquidations.PriceOfLegs(
            instrument, up.Quantity, down.Quantity, cost, wallet, Settings.Tiers, _marks[index].ToFine(instrument),
            isBelow: leg == PositionLeg.Long);
    }

    private static PositionLeg Opposite(PositionLeg leg) =>
        leg == PositionLeg.Long ? PositionLeg.Short : PositionLeg.Long;

    private static Money Magnitude(Money value) => value < Money.Zero ? -value : value;

    private static Rate Max(Rate left, Rate right) => left > right ? left : right;

    private static Rate Min(Rate left, Rate right) => left < right ? left : right;

    private static Rate Cover(Money balance, Money used)
    {
        if (used == Money.Zero)
        {
            return new Rate(long.MaxValue);
        }

        var cover = (Int128)balance.Value * Rate.Scale / used.Value;
        return new Rate(cover > long.MaxValue ? long.MaxValue : (long)Int128.Max(cover, long.MinValue));
    }

    private Rate IsolatedCover(int index, PositionLeg leg)
    {
        if (!IsHeld(index, leg))
        {
            return new Rate(long.MaxValue);
        }

        var id = new InstrumentId(index);
        var margin = IsolatedMargin(id, leg);
        return Cover(margin + LegValue(index, leg) - Leg(id, leg).Cost, margin);
    }

    private bool IsHeld(int index, PositionLeg leg) => IsMargined(index)
        && (leg == PositionLeg.Long || Settings.IsHedged) && !Leg(new InstrumentId(index), leg).IsFlat;

    private Rate IsolatedRatio(int index, PositionLeg leg)
    {
        if (!IsHeld(index, leg))
        {
            return Rate.Zero;
        }

        var id = new InstrumentId(index);
        var value = LegValue(index, leg);
        return Margins.Ratio(
            Margins.Maintenance(Magnitude(value), Settings.Tiers),
            IsolatedMargin(id, leg) + value - Leg(id, leg).Cost);
    }

    private Money LegValue(int index, PositionLeg leg)
    {
        ref readonly var position = ref Leg(new InstrumentId(index), leg);
        return position.IsFlat ? Money.Zero : _marks[index].ValueOf(_instruments.All[index], position.Quantity);
    }

    private bool IsMargined(int index)
    {
        var instrument = _instruments.All[index];
        return instrument.ContractType == ContractType.LinearPerpetual && instrument.SettleAsset == _currency;
    }

    private long LeverageOf(int index) => Settings.LeverageOf(new InstrumentId(index));

    /// <summary>Keeps the margin set aside for an isolated position; before the fill is booked.</summary>
    private void KeepIsolatedMargin(in FillBooking fill, Instrument instrument, in Position before)
    {
        if (Settings.Mode != AccountMode.Isolated || instrument.ContractType != ContractType.LinearPerpetual)
        {
            return;
        }

        var open = Math.Abs(before.Quantity.Value);
        var closes = open != 0 && (before.Quantity.Value > 0) != (fill.Side == Side.Bid);
        var closed = closes ? Math.Min(open, fill.Quantity.Value) : 0;
        var opened = !closes
            ? fill.Notional
            : fill.Quantity.Value > open
                ? fill.Notional - ClosingNotional(before, fill, instrument)
                : Money.Zero;
        ref var margin = ref _isolatedMargins[(2 * fill.Instrument.Value) + (Settings.IsHedged ? (int)fill.Leg : 0)];
        margin = Margins.Isolated(margin, open, closed, opened, LeverageOf(fill.Instrument.Value));
    }

    /// <summary>Notes that the margin of an instrument must be computed anew.</summary>
    private void MarginChanged(int index, Money change, bool isCounted)
    {
        if (!isCounted || _instruments.All[index].ContractType != ContractType.LinearPerpetual)
        {
            return;
        }

        _perpetualValue += change;
        if (!_isMarginStale[index])
        {
            _isMarginStale[index] = true;
            _stale[_staleCount++] = index;
        }
    }

    private void RefreshMargin()
    {
        while (_staleCount > 0)
        {
            var index = _stale[--_staleCount];
            _isMarginStale[index] = false;
            var (required, maintenance) = MarginOf(index);
            _requiredTotal += required - _required[index];
            _maintenanceTotal += maintenance - _maintenance[index];
            (_required[index], _maintenance[index]) = (required, maintenance);
        }
    }

    private (Money Required, Money Maintenance) MarginOf(int index)
    {
        var required = Money.Zero;
        var maintenance = Money.Zero;
        var legs = Settings.IsHedged ? 2 : 1;
        for (var leg = 0; leg < legs; leg++)
        {
            var notional = Magnitude(LegValue(index, (PositionLeg)leg));
            maintenance += Margins.Maintenance(notional, Settings.Tiers);
            required += Settings.Mode == AccountMode.Isolated
                ? _isolatedMargins[(2 * index) + leg]
                : Margins.Required(notional, LeverageOf(index), Settings.Tiers);
        }

        return (required, maintenance);
    }

    /// <summary>Settings have changed: every margin is computed anew when it is asked for.</summary>
    private void ForgetMargin()
    {
        _staleCount = 0;
        for (var i = 0; i < _instrumentCount; i++)
        {
            _isMarginStale[i] = IsMargined(i);
            if (_isMarginStale[i])
            {
                _stale[_staleCount++] = i;
            }
        }
    }
}
