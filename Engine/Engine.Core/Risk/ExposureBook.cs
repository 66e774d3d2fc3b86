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
/// over the instruments. An exposure is valued at the market's middle, as an order is.
/// </remarks>
internal sealed partial class ExposureBook
{
    // Instruments may add up to 2⁶³ and more of these before the wide sums would care.
    private const long ValueMax = 1L << 60;

    private readonly List<MarketState> _markets;
    private readonly Portfolio _portfolio;
    private readonly LimitTable _limits;
    private readonly List<OwnPrices> _bids = [];
    private readonly List<OwnPrices> _asks = [];
    private InstrumentExposure[] _exposures = [];
    private StrategyExposure[] _cells = [];
    private Int128 _worstValue;
    private Int128 _worstMargin;
    private int _unpricedCount;
    private int[] _openOrders = new int[1];
    private int[] _mayOpen = new int[1];

    internal ExposureBook(List<MarketState> markets, Portfolio portfolio, LimitTable limits)
    {
        _markets = markets;
        _portfolio = portfolio;
        _limits = limits;
    }

    /// <summary>
    /// The worst exposure of all instruments together, money; wide, so that no absurd price breaks it.
    /// </summary>
    internal Int128 WorstValue => _worstValue;

    /// <summary>The initial margin of that, money.</summary>
    internal Int128 WorstMargin => _worstMargin;

    /// <summary>Whether something is open that cannot be valued.</summary>
    internal bool HasUnpriced => _unpricedCount > 0;

    /// <summary>What is open in an instrument.</summary>
    internal ref readonly InstrumentExposure this[InstrumentId instrument] => ref _exposures[instrument.Value];

    /// <summary>What a strategy has open in an instrument.</summary>
    internal ref StrategyExposure Of(StrategyId strategy, InstrumentId instrument) =>
        ref _cells[(strategy.Value * _exposures.Length) + instrument.Value];

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
        var width = _exposures.Length;
        Array.Resize(ref _exposures, width + 1);
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
    internal void Move(StrategyId strategy, InstrumentId instrument, Side side, long lots, bool isReduceOnly)
    {
        ref var exposure = ref _exposures[instrument.Value];
        ref var cell = ref Of(strategy, instrument);
        if (isReduceOnly && IsHedged(instrument))
        {
            exposure.AddClosing(side, lots);
            cell.AddClosing(side, lots);
        }
        else
        {
            exposure.Add(side, lots);
            cell.Add(side, lots);
        }

        Debug.Assert(exposure.OpenLots(side) >= 0, "What is open on a side is never negative.");
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void OnMarket(MarketState market)
    {
        var instrument = market.Instrument.Id.Value;
        ref var exposure = ref _exposures[instrument];
        if (exposure.Worst == 0)
        {
            return;
        }

        // What is open has not changed, so its price alone can have.
        var reference = ReferenceOf(market);
        if (reference != exposure.Reference)
        {
            Revalue(ref exposure, instrument, exposure.Worst, reference);
        }
    }

    /// <summary>Makes the sums anew: the margins of instruments have changed, or a state was put back.</summary>
    internal void SumUp()
    {
        (_worstValue, _worstMargin, _unpricedCount) = (0, 0, 0);
        for (var i = 0; i < _exposures.Length; i++)
        {
            Count(i);
        }
    }
}
