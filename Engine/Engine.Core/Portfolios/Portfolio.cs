using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Model.Accounts;
using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>What the account and each strategy own, earn and owe. One thread: the core's.</summary>
/// <remarks>
/// Cash is the opening balance plus every signed notional, less fees, plus funding, in the settle asset: of a spot
/// instrument that is the balance, of a perpetual equity is cash plus the position at its mark, which is the same sum
/// as wallet plus unrealised profit. Sums over strategies equal the account, because both add the same longs.
/// <para>
/// A fee counts in the result of its fill, whatever it was paid in. In the settle asset it is taken from cash. Of a
/// spot fill in the base asset it is taken from the position, as if so much were sold at the price of the fill and the
/// fee paid of that; what is then no whole lot stays as dust. In any other asset it is taken from the cash of that
/// asset, and from results and equity with its value at the time of the fill: at the price of an instrument that trades
/// it against the settle asset, else at <c>account.feeAssetPrice</c>; where neither says it, an alert goes out.
/// </para>
/// </remarks>
public sealed partial class Portfolio
{
    private readonly InstrumentRegistry _instruments;
    private readonly IReadOnlyList<MarketState> _markets;
    private Position[] _byInstrument = [];
    private Position[] _byStrategy = [];

    // By (instrument, leg) and by (strategy, instrument, leg); empty unless positions are hedged.
    private Position[] _legs = [];
    private Position[] _strategyLegs = [];
    private long[] _unitsPerLot = [];
    private long[] _cash = new long[16];

    // By settle asset: the value of fees that were paid in other assets, which its cash does not show.
    private long[] _foreignFees = new long[16];
    private int _instrumentCount;
    private int _strategyCount;

    // Assets whose cash was ever touched, by number from 0.
    private int _assetCount;

    internal Portfolio(InstrumentRegistry instruments, IReadOnlyList<MarketState> markets)
    {
        _instruments = instruments;
        _markets = markets;
    }

    /// <summary>The account's configuration in force.</summary>
    public AccountSettings Settings { get; } = new();

    /// <summary>The account's position; of both legs together where they are hedged.</summary>
    public ref readonly Position this[InstrumentId instrument] => ref _byInstrument[instrument.Value];

    /// <summary>How many strategies there are; their numbers are 1 … this.</summary>
    internal int StrategyCount => _strategyCount;

    /// <summary>How many positions the venue has closed by force.</summary>
    public long LiquidationCount => _liquidationCount;

    /// <summary>A strategy's position; strategy 0 holds what no strategy asked for.</summary>
    public ref readonly Position OfStrategy(StrategyId strategy, InstrumentId instrument) =>
        ref _byStrategy[IndexOf(strategy, instrument)];

    /// <summary>A leg of the account's position; the whole position where positions net.</summary>
    public ref readonly Position Leg(InstrumentId instrument, PositionLeg leg) => ref AccountRow(instrument, leg);

    /// <summary>A leg of a strategy's position; the whole position where positions net.</summary>
    public ref readonly Position LegOfStrategy(StrategyId strategy, InstrumentId instrument, PositionLeg leg) =>
        ref StrategyRow(strategy, instrument, leg);

    /// <summary>What an order of a side may close of the account's position, in lots; not negative.</summary>
    /// <remarks>Hedged, a bid closes the short leg and an ask the long leg, and only where it is reduce-only.</remarks>
    public long ClosableLots(InstrumentId instrument, Side side)
    {
        var leg = side == Side.Bid ? PositionLeg.Short : PositionLeg.Long;
        var held = AccountRow(instrument, leg).Quantity.Value;
        return Math.Max(0, side == Side.Bid ? -held : held);
    }

    /// <summary>The cash of an asset.</summary>
    public Money Cash(AssetId asset) => asset.Value < _cash.Length ? new Money(_cash[asset.Value]) : Money.Zero;

    /// <summary>
    /// What a venue calls the balance of an asset: cash, what is held of it by spot positions, and what open perpetuals
    /// that settle in it have cost; that is all that came in and was realised, without the profit that is open.
    /// </summary>
    public Money Wallet(AssetId asset) => WalletWithoutCosts(asset) + CostOfPerpetuals(asset);

    /// <summary>The same less what open perpetuals have cost: so it is in whatever order fills were heard of.</summary>
    public Money WalletWithoutCosts(AssetId asset) => Cash(asset) + SpotHoldings(asset);

    /// <summary>What cash and positions of an asset are worth at their marks, less fees paid in other assets.</summary>
    /// <param name="asset">The settle asset.</param>
    /// <param name="markets">The markets, by instrument.</param>
    /// <remarks>Walks all instruments; <see cref="Equity()" /> is kept with every event.</remarks>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public Money Equity(AssetId asset, IReadOnlyList<MarketState> markets)
    {
        ArgumentNullException.ThrowIfNull(markets);
        var equity = Cash(asset) - ForeignFees(asset);
        for (var i = 0; i < _instrumentCount; i++)
        {
            if (!_byInstrument[i].IsEmpty && _instruments.All[i].SettleAsset == asset)
            {
                equity += ValueOf(_byInstrument[i], markets[i]);
            }
        }

        return equity;
    }

    /// <summary>
    /// What a strategy has made in an instrument since the start, at the mark, fees and funding included.
    /// </summary>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public Money NetPnl(StrategyId strategy, InstrumentId instrument, MarketState market)
    {
        ref readonly var position = ref OfStrategy(strategy, instrument);
        return position.IsEmpty ? position.CashFlow : position.CashFlow + ValueOf(position, market);
    }

    /// <summary>
    /// A quantity at the market: mark price where there is one, else the middle of the book, else the last trade.
    /// </summary>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public static Money ValueOf(QtyLots quantity, MarketState market)
    {
        ArgumentNullException.ThrowIfNull(market);
        var known = PriceMark.TryRead(market, isAnyBetterThanNone: true, out var mark);
        return known || quantity == QtyLots.Zero
            ? mark.ValueOf(market.Instrument, quantity)
            : throw new OverflowException($"{market.Instrument.Name} has no price to value a position at.");
    }

    /// <summary>Books a fill.</summary>
    /// <exception cref="OverflowException">A sum does not fit: the core must stop, for money has moved.</exception>
    internal FillEffect ApplyFill(in FillBooking fill)
    {
        var instrument = _instruments[fill.Instrument];
        var fee = Judge(fill, instrument);
        ref var account = ref AccountRow(fill.Instrument, fill.Leg);
        KeepIsolatedMargin(fill, instrument, account);
        Book(ref account, fill, instrument, fee);
        SumLegs(fill.Instrument);

        var index = IndexOf(fill.Strategy, fill.Instrument);
        var flowBefore = _byStrategy[index].CashFlow;
        var before = _byStrategy[index].Quantity;
        var realized = Book(ref StrategyRow(fill.Strategy, fill.Instrument, fill.Leg), fill, instrument, fee);
        SumLegs(fill.Strategy, fill.Instrument);

        AddCash(instrument.SettleAsset, fill.Side == Side.Bid ? -fill.Notional : fill.Notional);
        if (fee.Units == 0)
        {
            AddCash(fill.FeeAsset, -fill.Fee);
        }

        if (fee.Units == 0 && fill.FeeAsset == _currency && instrument.SettleAsset != _currency)
        {
            // The result that it lowers is counted in another currency, so here it has only gone away.
            Deposit(_currency, -fill.Fee);
        }

        if (fee.IsForeign)
        {
            _foreignFees[instrument.SettleAsset.Value] =
                checked(_foreignFees[instrument.SettleAsset.Value] + fee.Value.Value);
        }

        AfterBooking(fill.Strategy, fill.Instrument, flowBefore, fill.Price);
        CheckConsistent(fill.Instrument);
        return new FillEffect
        {
            RealizedPnl = realized,
            FeeValue = fee.Value,
            IsFeeUnvalued = fee.IsUnvalued,
            PositionBefore = before,
            PositionAfter = _byStrategy[index].Quantity,
        };
    }

    /// <summary>Books funding of a position, and shares it between the strategies that hold it.</summary>
    internal void ApplyFunding(InstrumentId instrument, PositionLeg leg, Money amount)
    {
        AccountRow(instrument, leg).Funding += amount;
        SumLegs(instrument);
        AddCash(_instruments[instrument].SettleAsset, amount);
        ShareFunding(instrument, leg, amount);
        CheckConsistent(instrument);
    }

    /// <summary>The venue says the balance of an asset: the difference came from outside, or went there.</summary>
    internal void SetBalance(AssetId asset, Money total)
    {
        EnsureAsset(asset);
        var cash = total - CostOfPerpetuals(asset) - SpotHoldings(asset);
        var change = cash - new Money(_cash[asset.Value]);
        _cash[asset.Value] = cash.Value;
        Deposit(asset, change);
    }

    internal void OnLiquidated() => _liquidationCount++;

    private static Money ValueOf(in Position position, MarketState market)
    {
        var value = ValueOf(position.Quantity, market);
        if (position.Dust == 0 || !PriceMark.TryRead(market, isAnyBetterThanNone: true, out var mark))
        {
            return value;
        }

        return value + FeeValues.ValueOf(new Money(position.Dust), mark.ToFine(market.Instrument));
    }

    private static Money Book(ref Position position, in FillBooking fill, Instrument instrument, in FeeBooking fee)
    {
        var closing = ClosingNotional(position, fill, instrument);
        var realized = position.Apply(fill.Side, fill.Quantity, fill.Notional, closing, fee.UnitsPerLot);
        if (fee.Units != 0)
        {
            return realized + position.PayFee(fee.Units, fee.Value, fee.UnitsPerLot);
        }

        position.Fees += fee.Value;
        return realized;
    }

    private static Money ClosingNotional(in Position position, in FillBooking fill, Instrument instrument)
    {
        var open = new QtyLots(Math.Abs(position.Quantity.Value));
        var flips = open.Value != 0 && fill.Quantity > open && (position.Quantity.Value > 0) != (fill.Side == Side.Bid);
        if (!flips)
        {
            return fill.Notional;
        }

        // Part of a notional that fits, so it fits.
        instrument.TryNotional(fill.Price, open, out var closing);
        return closing;
    }

    /// <summary>Says what a fee is worth, and where it is taken from.</summary>
    private FeeBooking Judge(in FillBooking fill, Instrument instrument)
    {
        var unitsPerLot = UnitsPerLotOf(fill.Instrument.Value);
        return fill.FeeAsset == instrument.SettleAsset || fill.Fee == Money.Zero
            ? new FeeBooking(fill.Fee, 0, unitsPerLot, IsForeign: false, IsUnvalued: false)
            : JudgeForeign(fill, instrument, unitsPerLot);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private FeeBooking JudgeForeign(in FillBooking fill, Instrument instrument, long unitsPerLot)
    {
        if (fill.FeeAsset == instrument.BaseAsset)
        {
            var value = FeeValues.ValueOf(fill.Fee, Ticks.ToFine(instrument, fill.Price));
            return _unitsPerLot[fill.Instrument.Value] > 0
                ? new FeeBooking(value, fill.Fee.Value, unitsPerLot, IsForeign: false, IsUnvalued: false)
                : new FeeBooking(value, 0, unitsPerLot, IsForeign: true, IsUnvalued: false);
        }

        var isKnown = TryPrice(fill.FeeAsset, instrument.SettleAsset, out var price);
        return isKnown
            ? new FeeBooking(FeeValues.ValueOf(fill.Fee, price), 0, unitsPerLot, IsForeign: true, IsUnvalued: false)
            : new FeeBooking(Money.Zero, 0, unitsPerLot, IsForeign: false, IsUnvalued: true);
    }

    /// <summary>The price of an asset in another: of an instrument that trades it, else as it was configured.</summary>
    private bool TryPrice(AssetId asset, AssetId settle, out FinePrice price)
    {
        for (var i = 0; i < _instrumentCount; i++)
        {
            var instrument = _instruments.All[i];
            if (instrument.BaseAsset == asset && instrument.QuoteAsset == settle
                && PriceMark.TryRead(_markets[i], isAnyBetterThanNone: true, out var mark))
            {
                price = mark.ToFine(instrument);
                return true;
            }
        }

        price = Settings.FeeAssetPrice;
        return price > FinePrice.Zero;
    }

    /// <summary>Splits funding by the strategies' positions; the last of them takes what rounding leaves.</summary>
    private void ShareFunding(InstrumentId instrument, PositionLeg leg, Money amount)
    {
        var total = AccountRow(instrument, leg).Quantity.Value;
        var left = amount;
        var last = StrategyId.Engine;
        for (var number = 0; total != 0 && number <= _strategyCount; number++)
        {
            var strategy = new StrategyId((ushort)number);
            var held = StrategyRow(strategy, instrument, leg).Quantity.Value;
            if (held == 0)
            {
                continue;
            }

            var share = new Money((long)((Int128)amount.Value * held / total));
            BookFunding(strategy, instrument, leg, share);
            left -= share;
            last = strategy;
        }

        BookFunding(last, instrument, leg, left);
    }

    private void BookFunding(StrategyId strategy, InstrumentId instrument, PositionLeg leg, Money amount)
    {
        var before = _byStrategy[IndexOf(strategy, instrument)].CashFlow;
        StrategyRow(strategy, instrument, leg).Funding += amount;
        SumLegs(strategy, instrument);
        AfterBooking(strategy, instrument, before, PriceTicks.Zero);
    }

    private void AddCash(AssetId asset, Money amount)
    {
        EnsureAsset(asset);
        _cash[asset.Value] = checked(_cash[asset.Value] + amount.Value);
    }

    private Money ForeignFees(AssetId asset) =>
        asset.Value < _foreignFees.Length ? new Money(_foreignFees[asset.Value]) : Money.Zero;

    /// <summary>What spot positions hold of their base asset, 10⁻⁸, what is no whole lot included.</summary>
    private Money SpotHoldings(AssetId asset)
    {
        var held = Money.Zero;
        for (var i = 0; i < _instrumentCount; i++)
        {
            if (_unitsPerLot[i] > 0 && _instruments.All[i].BaseAsset == asset)
            {
                held += new Money(checked((long)_byInstrument[i].Units(_unitsPerLot[i])));
            }
        }

        return held;
    }

    private Money CostOfPerpetuals(AssetId asset)
    {
        var cost = Money.Zero;
        for (var i = 0; i < _instrumentCount; i++)
        {
            var instrument = _instruments.All[i];
            if (instrument.ContractType == ContractType.LinearPerpetual && instrument.SettleAsset == asset)
            {
                cost += _byInstrument[i].Cost;
            }
        }

        return cost;
    }
}
