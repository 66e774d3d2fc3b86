using System.Diagnostics;
using Engine.Books;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>What the account and each strategy own, and the cash of each asset. One thread: the core's.</summary>
/// <remarks>
/// Cash is the opening balance plus every signed notional, less fees, plus funding, in the settle asset: of a spot
/// instrument that is the balance, of a perpetual equity is cash plus the position at its mark, which is the same sum
/// as balance plus unrealised profit. Sums over strategies equal the account, because both add the same longs.
/// </remarks>
public sealed class Portfolio
{
    private readonly InstrumentRegistry _instruments;
    private Position[] _byInstrument = [];
    private Position[] _byStrategy = [];
    private long[] _cash = new long[16];
    private int _instrumentCount;
    private int _strategyCount;

    // Assets whose cash was ever touched, by number from 0.
    private int _assetCount;

    internal Portfolio(InstrumentRegistry instruments) => _instruments = instruments;

    /// <summary>The account's position.</summary>
    public ref readonly Position this[InstrumentId instrument] => ref _byInstrument[instrument.Value];

    /// <summary>A strategy's position; strategy 0 holds what no strategy asked for.</summary>
    public ref readonly Position OfStrategy(StrategyId strategy, InstrumentId instrument) =>
        ref _byStrategy[IndexOf(strategy, instrument)];

    /// <summary>The cash of an asset.</summary>
    public Money Cash(AssetId asset) => asset.Value < _cash.Length ? new Money(_cash[asset.Value]) : Money.Zero;

    /// <summary>What cash and positions of an asset are worth at their marks.</summary>
    /// <param name="asset">The settle asset.</param>
    /// <param name="markets">The markets, by instrument.</param>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public Money Equity(AssetId asset, IReadOnlyList<MarketState> markets)
    {
        ArgumentNullException.ThrowIfNull(markets);
        var equity = Cash(asset);
        for (var i = 0; i < _instrumentCount; i++)
        {
            if (!_byInstrument[i].IsFlat && _instruments.All[i].SettleAsset == asset)
            {
                equity += ValueOf(_byInstrument[i].Quantity, markets[i]);
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
        var net = position.RealizedPnl - position.Fees + position.Funding;
        return position.IsFlat ? net : net + ValueOf(position.Quantity, market) - position.Cost;
    }

    /// <summary>
    /// A quantity at the market: mark price where there is one, else the middle of the book, else the last trade.
    /// </summary>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public static Money ValueOf(QtyLots quantity, MarketState market)
    {
        ArgumentNullException.ThrowIfNull(market);
        var instrument = market.Instrument;
        Money value;
        var fits = market.MarkPrice != FinePrice.Zero && instrument.ContractType == ContractType.LinearPerpetual
            ? instrument.TryNotional(market.MarkPrice, quantity, out value)
            : ValueAtReference(quantity, market, out value);
        return fits
            ? value
            : throw new OverflowException($"The value of {quantity.Value} lots of {instrument.Name} does not fit.");
    }

    internal void AddInstrument()
    {
        _instrumentCount++;
        Array.Resize(ref _byInstrument, _instrumentCount);
        // The strategies' table is by row, so a new column moves every row.
        var rows = new Position[(_strategyCount + 1) * _instrumentCount];
        for (var strategy = 0; strategy <= _strategyCount; strategy++)
        {
            var width = _instrumentCount - 1;
            Array.Copy(_byStrategy, strategy * width, rows, strategy * _instrumentCount, width);
        }

        _byStrategy = rows;
    }

    internal void AddStrategy()
    {
        _strategyCount++;
        Array.Resize(ref _byStrategy, (_strategyCount + 1) * _instrumentCount);
    }

    internal void SetCash(AssetId asset, Money total)
    {
        EnsureAsset(asset);
        _cash[asset.Value] = total.Value;
    }

    /// <summary>Books a fill.</summary>
    /// <returns>The profit that it realises for the strategy, before its fee.</returns>
    /// <exception cref="OverflowException">A sum does not fit: the core must stop, for money has moved.</exception>
    internal Money ApplyFill(in FillBooking fill)
    {
        var instrument = _instruments[fill.Instrument];
        ref var account = ref _byInstrument[fill.Instrument.Value];
        ref var owner = ref _byStrategy[IndexOf(fill.Strategy, fill.Instrument)];
        account.Apply(fill.Side, fill.Quantity, fill.Notional, ClosingNotional(account, fill, instrument));
        var realized = owner.Apply(fill.Side, fill.Quantity, fill.Notional, ClosingNotional(owner, fill, instrument));

        AddCash(instrument.SettleAsset, fill.Side == Side.Bid ? -fill.Notional : fill.Notional);
        AddCash(fill.FeeAsset, -fill.Fee);
        if (fill.FeeAsset == instrument.SettleAsset)
        {
            account.Fees += fill.Fee;
            owner.Fees += fill.Fee;
        }

        AssertInvariants(fill.Instrument);
        return realized;
    }

    internal void ApplyFunding(InstrumentId instrument, Money amount)
    {
        _byInstrument[instrument.Value].Funding += amount;
        AddCash(_instruments[instrument].SettleAsset, amount);
        ShareFunding(instrument, amount);
        AssertInvariants(instrument);
    }

    internal void VisitState(StateSink sink)
    {
        foreach (ref var position in _byInstrument.AsSpan())
        {
            position.VisitState(sink);
        }

        foreach (ref var position in _byStrategy.AsSpan())
        {
            position.VisitState(sink);
        }

        // A fee may be paid in an asset that nobody has defined: what was booked is state, whatever its number.
        var assets = _assetCount;
        sink.VisitCount(ref assets);
        if (sink.IsRestoring)
        {
            _cash = new long[Math.Max(_cash.Length, assets)];
            _assetCount = assets;
        }

        for (var asset = 0; asset < assets; asset++)
        {
            sink.Visit(ref _cash[asset]);
        }
    }

    private static bool ValueAtReference(QtyLots quantity, MarketState market, out Money value)
    {
        value = Money.Zero;
        return market.TryReferencePrice(out var price) && market.Instrument.TryNotional(price, quantity, out value);
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

    /// <summary>Splits funding by the strategies' positions; the last of them takes what rounding leaves.</summary>
    private void ShareFunding(InstrumentId instrument, Money amount)
    {
        var total = _byInstrument[instrument.Value].Quantity.Value;
        var left = amount;
        var last = 0;
        for (var strategy = 0; total != 0 && strategy <= _strategyCount; strategy++)
        {
            ref var position = ref _byStrategy[(strategy * _instrumentCount) + instrument.Value];
            if (position.IsFlat)
            {
                continue;
            }

            var share = new Money((long)((Int128)amount.Value * position.Quantity.Value / total));
            position.Funding += share;
            left -= share;
            last = strategy;
        }

        _byStrategy[(last * _instrumentCount) + instrument.Value].Funding += left;
    }

    private void AddCash(AssetId asset, Money amount)
    {
        EnsureAsset(asset);
        _cash[asset.Value] = checked(_cash[asset.Value] + amount.Value);
    }

    private void EnsureAsset(AssetId asset)
    {
        if (asset.Value >= _cash.Length)
        {
            Array.Resize(ref _cash, asset.Value * 2);
        }

        _assetCount = Math.Max(_assetCount, asset.Value + 1);
    }

    private int IndexOf(StrategyId strategy, InstrumentId instrument) =>
        (strategy.Value * _instrumentCount) + instrument.Value;

    [Conditional("DEBUG")]
    private void AssertInvariants(InstrumentId instrument)
    {
        long quantity = 0;
        for (var strategy = 0; strategy <= _strategyCount; strategy++)
        {
            quantity += _byStrategy[(strategy * _instrumentCount) + instrument.Value].Quantity.Value;
        }

        Debug.Assert(
            quantity == _byInstrument[instrument.Value].Quantity.Value,
            "The strategies' positions add up to the account's.");
        Debug.Assert(
            !_byInstrument[instrument.Value].IsFlat || _byInstrument[instrument.Value].Cost == Money.Zero,
            "A flat position has no cost.");
    }
}
