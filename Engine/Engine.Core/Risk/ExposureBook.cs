using System.Diagnostics;
using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Portfolios;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>
/// What is open and what it is worth: by instrument, by strategy, and summed up for the account. One thread.
/// </summary>
/// <remarks>
/// The sums move with each price, order and fill by what has changed, so that a check reads them and no longer walks
/// over the instruments. Spot and perpetuals are valued as the portfolio does: at the mark where there is one.
/// </remarks>
internal sealed partial class ExposureBook
{
    // Instruments may add up to 2⁶³ and more of these before the wide sums would care.
    private const long ValueMax = 1L << 60;

    private readonly IReadOnlyList<MarketState> _markets;
    private readonly Portfolio _portfolio;
    private readonly LimitTable _limits;
    private readonly List<AccountFigures> _figures = [];
    private readonly List<OwnPrices> _bids = [];
    private readonly List<OwnPrices> _asks = [];
    private InstrumentExposure[] _exposures = [];
    private StrategyExposure[] _cells = [];
    private int[] _figuresOf = [];
    private int[] _openOrders = new int[1];
    private int[] _mayOpen = new int[1];

    internal ExposureBook(IReadOnlyList<MarketState> markets, Portfolio portfolio, LimitTable limits)
    {
        _markets = markets;
        _portfolio = portfolio;
        _limits = limits;
    }

    /// <summary>The account's figures, by settle asset.</summary>
    internal IReadOnlyList<AccountFigures> Figures => _figures;

    /// <summary>The worst exposure of all instruments together, money; wide.</summary>
    internal Int128 WorstValue
    {
        get
        {
            var sum = Int128.Zero;
            for (var i = 0; i < _figures.Count; i++)
            {
                sum += _figures[i].WorstValue;
            }

            return sum;
        }
    }

    /// <summary>Whether something is open that cannot be valued.</summary>
    internal bool HasUnpriced
    {
        get
        {
            for (var i = 0; i < _figures.Count; i++)
            {
                if (_figures[i].UnpricedCount > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>What is open in an instrument.</summary>
    internal ref readonly InstrumentExposure this[InstrumentId instrument] => ref _exposures[instrument.Value];

    /// <summary>What a strategy has open in an instrument.</summary>
    internal ref StrategyExposure Of(StrategyId strategy, InstrumentId instrument) =>
        ref _cells[(strategy.Value * _exposures.Length) + instrument.Value];

    /// <summary>The figures of the asset in which an instrument settles.</summary>
    internal AccountFigures FiguresOf(InstrumentId instrument) => _figures[_figuresOf[instrument.Value]];

    /// <summary>How many orders of a strategy are open.</summary>
    internal int OpenOrdersOf(StrategyId strategy) => _openOrders[strategy.Value];

    /// <summary>
    /// How many positions the open orders may open: of a strategy, or of all that are counted for number 0.
    /// </summary>
    internal int MayOpenCount(int strategy) => _mayOpen[strategy];

    /// <summary>The best price of our own open orders on a side.</summary>
    /// <returns>False where there is none.</returns>
    internal bool TryBestOwn(InstrumentId instrument, Side side, bool standingOnly, out long price)
    {
        price = side == Side.Bid
            ? _bids[instrument.Value].Highest(standingOnly)
            : _asks[instrument.Value].Lowest(standingOnly);
        return price is not (long.MinValue or long.MaxValue);
    }

    internal void AddInstrument()
    {
        var instrument = _markets[^1].Instrument;
        var width = _exposures.Length;
        Array.Resize(ref _exposures, width + 1);
        Array.Resize(ref _figuresOf, width + 1);
        _figuresOf[width] = PlaceOf(instrument.SettleAsset);
        _bids.Add(new OwnPrices());
        _asks.Add(new OwnPrices());
        var rows = _openOrders.Length;
        var cells = new StrategyExposure[rows * (width + 1)];
        for (var row = 0; row < rows; row++)
        {
            Array.Copy(_cells, row * width, cells, row * (width + 1), width);
        }

        _cells = cells;
        _limits.AddInstrument();
    }

    internal void AddStrategy()
    {
        var rows = _openOrders.Length + 1;
        Array.Resize(ref _openOrders, rows);
        Array.Resize(ref _mayOpen, rows);
        Array.Resize(ref _cells, rows * _exposures.Length);
    }

    /// <summary>An order's open lots have changed.</summary>
    internal void Move(StrategyId strategy, InstrumentId instrument, Side side, long lots)
    {
        ref var exposure = ref _exposures[instrument.Value];
        exposure.Add(side, lots);
        Debug.Assert(exposure.OpenLots(side) >= 0, "What is open on a side is never negative.");
        Of(strategy, instrument).Add(side, lots);
        Update(strategy, instrument);
    }

    /// <summary>A strategy's position or open lots have changed.</summary>
    internal void Update(StrategyId strategy, InstrumentId instrument)
    {
        Revalue(instrument.Value);
        if (!_limits.IsCounted(strategy.Value))
        {
            return;
        }

        ref var cell = ref Of(strategy, instrument);
        var mayOpen = cell.Opens(_portfolio.OfStrategy(strategy, instrument).Quantity.Value);
        if (mayOpen != cell.MayOpen)
        {
            cell.MayOpen = mayOpen;
            _mayOpen[0] += mayOpen ? 1 : -1;
            _mayOpen[strategy.Value] += mayOpen ? 1 : -1;
        }
    }

    /// <summary>An order has begun (1) or finished (−1).</summary>
    internal void CountOrder(StrategyId strategy, InstrumentId instrument, int change)
    {
        _exposures[instrument.Value].OpenOrders += change;
        _openOrders[strategy.Value] += change;
    }

    /// <summary>An order has become Unknown (1) or ceases to be so (−1).</summary>
    internal void CountUnknown(InstrumentId instrument, int change) =>
        _exposures[instrument.Value].UnknownCount += change;

    /// <summary>Our own prices on a side, for the order manager to keep.</summary>
    internal OwnPrices OwnPricesOf(InstrumentId instrument, Side side) =>
        side == Side.Bid ? _bids[instrument.Value] : _asks[instrument.Value];

    /// <summary>A market has moved.</summary>
    /// <returns>Whether the account's figures have.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool OnMarket(MarketState market)
    {
        var instrument = market.Instrument.Id.Value;
        return _exposures[instrument].IsActive && Revalue(instrument);
    }

    /// <summary>Cash has changed by what we did: a fill, funding, a fee.</summary>
    internal void OnCash()
    {
        foreach (var figures in _figures)
        {
            figures.Cash = _portfolio.Cash(figures.Asset).Value;
        }
    }

    /// <summary>
    /// A balance was told. What it adds or takes was neither won nor lost: peak and start of the day move with it.
    /// </summary>
    internal void OnBalance(AssetId asset)
    {
        foreach (var figures in _figures)
        {
            if (figures.Asset != asset)
            {
                continue;
            }

            var before = figures.Equity;
            figures.Cash = _portfolio.Cash(asset).Value;
            var change = (Int128)figures.Equity - before;
            figures.Peak = figures.IsFunded ? AccountFigures.Clamp(figures.Peak + change) : figures.Equity;
            figures.DayStart = figures.IsFunded ? AccountFigures.Clamp(figures.DayStart + change) : figures.Equity;
            figures.IsFunded = true;
        }
    }

    /// <summary>Makes the sums anew: the margins of instruments have changed, or a state was put back.</summary>
    internal void SumUp()
    {
        foreach (var figures in _figures)
        {
            (figures.PositionValue, figures.WorstValue) = (0, 0);
            (figures.WorstMargin, figures.UsedMargin, figures.UnpricedCount) = (0, 0, 0);
        }

        for (var i = 0; i < _exposures.Length; i++)
        {
            Count(i, 1);
        }
    }

    private int PlaceOf(AssetId asset)
    {
        var place = _figures.FindIndex(figures => figures.Asset == asset);
        if (place >= 0)
        {
            return place;
        }

        _figures.Add(new AccountFigures(asset) { Cash = _portfolio.Cash(asset).Value });
        return _figures.Count - 1;
    }
}
