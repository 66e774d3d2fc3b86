using System.Runtime.CompilerServices;
using Engine.Books;
using Engine.Core.Guards;
using Engine.Model.Accounts;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>The limits of each strategy in each instrument, worked out when one changes. One thread.</summary>
/// <remarks>
/// Derived from <see cref="RiskLimits" /> and the guards' parameters alone, so it is no state: a check reads one flat
/// cell instead of three scopes.
/// </remarks>
internal sealed class LimitTable
{
    private const double BasisPoints = 10_000;

    private readonly RiskLimits _limits;
    private readonly GuardLimits _guards;
    private readonly AccountSettings _account;
    private readonly List<MarketState> _markets;
    private readonly List<bool> _isMarketMaker = [false];
    private OrderLimits[] _cells = [];
    private double[] _margins = [];
    private AccountLimits _ofAccount;
    private int _version = -1;
    private bool _isStale = true;

    internal LimitTable(
        RiskLimits limits, GuardLimits guards, AccountSettings account, List<MarketState> markets)
    {
        _account = account;
        _limits = limits;
        _guards = guards;
        _markets = markets;
        RebuildAccount();
    }

    /// <summary>The account's limits.</summary>
    internal ref readonly AccountLimits Account => ref _ofAccount;

    /// <summary>How many strategies there are, the engine itself as number 0 included.</summary>
    internal int StrategyCount => _isMarketMaker.Count;

    /// <summary>Whether openings and losses of a strategy are counted.</summary>
    internal bool IsCounted(int strategy) => strategy > 0 && !_isMarketMaker[strategy];

    internal void AddStrategy(bool isMarketMaker)
    {
        _isMarketMaker.Add(isMarketMaker);
        _isStale = true;
    }

    internal void AddInstrument()
    {
        Array.Resize(ref _margins, _markets.Count);
        _margins[^1] = MarginRate(_markets.Count - 1);
        _isStale = true;
    }

    /// <summary>A limit or what it depends on has changed.</summary>
    internal void Invalidate() => _isStale = true;

    /// <summary>The cell of a strategy in an instrument; current after <see cref="Refresh" />.</summary>
    internal ref readonly OrderLimits Of(StrategyId strategy, InstrumentId instrument) =>
        ref _cells[(strategy.Value * _markets.Count) + instrument.Value];

    /// <summary>The share of a notional that is margin.</summary>
    internal double MarginOf(int instrument) => _margins[instrument];

    /// <summary>Works the table out anew where something has changed.</summary>
    /// <returns>Whether it has.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Refresh()
    {
        if (!_isStale && _version == _limits.Version)
        {
            return false;
        }

        Rebuild();
        return true;
    }

    /// <summary>The most of a window: the tightest of what is set; zero for any.</summary>
    internal int RateOf(int strategy, int place)
    {
        if (strategy > 0)
        {
            return _limits.TryOfStrategy(strategy, place, out var own) ? (int)own : 0;
        }

        var most = _limits.Values.Integer(place);
        if (place == LimitPlace.OpeningsPerDay && _guards.MaxOpeningsPerDay > 0)
        {
            most = most == 0 ? _guards.MaxOpeningsPerDay : Math.Min(most, _guards.MaxOpeningsPerDay);
        }

        return (int)most;
    }

    /// <summary>After how many losses in a row a strategy pauses; zero for never.</summary>
    internal long LossesInARow(int strategy)
    {
        var most = _limits.Values.Integer(LimitPlace.LossesInARow);
        return !_limits.TryOfStrategy(strategy, LimitPlace.LossesInARow, out var own) || own == 0 ? most
            : most == 0 ? own : Math.Min(most, own);
    }

    /// <summary>How long it pauses, ns: the longer is the tighter.</summary>
    internal long CoolDownNs(int strategy)
    {
        _limits.TryOfStrategy(strategy, LimitPlace.CoolDown, out var own);
        return Math.Max(_limits.Values.DurationNs(LimitPlace.CoolDown), own);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Rebuild()
    {
        RebuildAccount();
        var width = _markets.Count;
        Array.Resize(ref _cells, _isMarketMaker.Count * width);
        for (var instrument = 0; instrument < width; instrument++)
        {
            _margins[instrument] = MarginRate(instrument);
        }

        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i] = Build(i / width, _markets[i % width].Instrument);
        }

        _isStale = false;
        _version = _limits.Version;
    }

    private void RebuildAccount()
    {
        var values = _limits.Values;
        _ofAccount = new AccountLimits
        {
            Exposure = values.Bits(LimitPlace.Exposure),
            OpenOrders = values.Integer(LimitPlace.OpenOrders),
            Leverage = OrOff(values.Real(LimitPlace.Leverage)),
            MarginUse = OrOff(values.Real(LimitPlace.MarginUse)),
            DailyLoss = OrOff(values.Bits(LimitPlace.DailyLoss)),
            DailyLossShare = OrOff(values.Real(LimitPlace.DailyLossShare)),
            Drawdown = Math.Min(OrOff(values.Real(LimitPlace.Drawdown)), OrOff(_guards.MaxDrawdown)),
        };
    }

    private OrderLimits Build(int strategy, Instrument instrument)
    {
        var id = instrument.Id.Value;
        var perBase = 1 / instrument.ToDouble(new QtyLots(1));
        var cell = new OrderLimits
        {
            OrderNotional = Tightest(LimitPlace.OrderNotional, strategy, id),
            OrderLots = Lots(TightestReal(LimitPlace.OrderQuantity, strategy, id), perBase),
            PositionNotional = Tightest(LimitPlace.PositionNotional, 0, id),
            PositionLots = Lots(TightestReal(LimitPlace.PositionQuantity, 0, id), perBase),
            StrategyNotional = OfStrategy(LimitPlace.PositionNotional, strategy, long.MaxValue),
            StrategyLots = Lots(RealOfStrategy(LimitPlace.PositionQuantity, strategy), perBase),
            CapitalShare = TightestReal(LimitPlace.CapitalShare, 0, id),
            StrategyShare = RealOfStrategy(LimitPlace.CapitalShare, strategy),
            CollarCentiBps = Collar(LimitPlace.PriceCollar, strategy, id),
            MarkCollarCentiBps = Collar(LimitPlace.MarkCollar, strategy, id),
            StrategyOpenOrders = OfStrategy(LimitPlace.OpenOrders, strategy, long.MaxValue),
            InstrumentOpenOrders =
                _limits.TryOfInstrument(id, LimitPlace.OpenOrders, out var open) ? open : long.MaxValue,
            RiskPerTrade = TightestReal(LimitPlace.RiskPerTrade, strategy, id),
            StopDistance = Widest(LimitPlace.StopDistance, strategy, id) / BasisPoints,
            PositionLoss = TightestReal(LimitPlace.PositionLoss, 0, id),
            IsAllowed = Allows(strategy, id),
        };
        cell.HasStrategyLimit = cell.StrategyNotional != long.MaxValue || cell.StrategyLots != long.MaxValue
            || !double.IsPositiveInfinity(cell.StrategyShare);
        return cell;
    }

    private bool Allows(int strategy, int instrument)
    {
        var isListed = _limits.TryOfInstrument(instrument, LimitPlace.Allowed, out var allowed);
        var isAllowed = isListed ? allowed != 0 : _limits.Values.Flag(LimitPlace.AllowUnlisted);
        return isAllowed && (!_limits.TryOfStrategy(strategy, LimitPlace.Allowed, out var own) || own != 0);
    }

    /// <summary>Spot takes the whole notional, a perpetual what the account's leverage makes of it.</summary>
    private double MarginRate(int instrument)
    {
        var id = new InstrumentId(instrument);
        return _markets[instrument].Instrument.ContractType == ContractType.Spot ? 1 : 1.0 / _account.LeverageOf(id);
    }

    private long Tightest(int place, int strategy, int instrument)
    {
        var tightest = Math.Min(_limits.Values.Bits(place), OfStrategy(place, strategy, long.MaxValue));
        return _limits.TryOfInstrument(instrument, place, out var own) ? Math.Min(tightest, own) : tightest;
    }

    private double TightestReal(int place, int strategy, int instrument)
    {
        var tightest = Math.Min(OrOff(_limits.Values.Real(place)), RealOfStrategy(place, strategy));
        return _limits.TryOfInstrument(instrument, place, out var own)
            ? Math.Min(tightest, OrOff(Real(own)))
            : tightest;
    }

    private long Collar(int place, int strategy, int instrument)
    {
        var bps = _limits.Values.Real(place);
        bps = _limits.TryOfStrategy(strategy, place, out var own) ? Math.Min(bps, Real(own)) : bps;
        bps = _limits.TryOfInstrument(instrument, place, out own) ? Math.Min(bps, Real(own)) : bps;
        return RiskLimits.CentiBps(bps);
    }

    private double Widest(int place, int strategy, int instrument)
    {
        var widest = _limits.Values.Real(place);
        widest = _limits.TryOfStrategy(strategy, place, out var own) ? Math.Max(widest, Real(own)) : widest;
        return _limits.TryOfInstrument(instrument, place, out own) ? Math.Max(widest, Real(own)) : widest;
    }

    private long OfStrategy(int place, int strategy, long otherwise) =>
        _limits.TryOfStrategy(strategy, place, out var own) ? own : otherwise;

    private double RealOfStrategy(int place, int strategy) =>
        _limits.TryOfStrategy(strategy, place, out var own) ? OrOff(Real(own)) : double.PositiveInfinity;

    private static long Lots(double baseUnits, double lotsPerBase)
    {
        // The product of a decimal and its lot size may lie a hair below the whole number that is meant.
        var lots = (baseUnits * lotsPerBase) + 1e-6;
        return lots < 9e18 ? (long)lots : long.MaxValue;
    }

    private static double OrOff(double value) => value > 0 ? value : double.PositiveInfinity;

    private static long OrOff(long value) => value > 0 ? value : long.MaxValue;

    private static double Real(long bits) => BitConverter.Int64BitsToDouble(bits);
}
