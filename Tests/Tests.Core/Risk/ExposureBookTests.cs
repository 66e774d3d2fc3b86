using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Tests.Core.Portfolios;

namespace Tests.Core.Risk;

/// <summary>What is open and what it is worth, after each thing that changes it.</summary>
/// <remarks>The book is 999 / 1,001; a lot at 1,000 ticks is 1 quote, of which a tenth is margin.</remarks>
internal sealed class ExposureBookTests
{
    private const long QuoteUnit = Money.Scale;

    private readonly ScriptedStrategy _script = new();
    private readonly ScriptedStrategy _other = new();
    private CoreRig _rig;
    private long _key;

    public ExposureBookTests() => _rig = CoreRig.Started(ContractType.LinearPerpetual, _script, _other);

    private ExposureBook Book => _rig.Core.Gate.Exposures;

    [Test]
    public void Worst_value_follows_orders_fills_and_cancels()
    {
        var order = Ask(LimitOf(Side.Bid, 990, 10));
        AssertWorth(10);
        _rig.Fill(order, Side.Bid, 990, 4, ++_key);
        AssertWorth(10);
        Ask(LimitOf(Side.Ask, 1_010, 5));
        AssertWorth(10);

        _rig.Done(EventKind.OrderCanceled, order, filled: 4);

        AssertWorth(4);
    }

    [TestCase(Side.Bid)]
    [TestCase(Side.Ask)]
    public void Worst_value_follows_the_market(Side side)
    {
        Hold(side, 10);

        _rig.Book(1_099, 1_101);

        AssertWorth(11);
    }

    [Test]
    public void Market_moves_what_is_not_open_nowhere()
    {
        _rig.Book(1_099, 1_101);
        AssertWorth(0);

        Hold(Side.Bid, 10);

        AssertWorth(11);
    }

    [Test]
    public void What_is_held_and_has_no_price_is_known_as_such_until_there_is_one()
    {
        Hold(Side.Bid, 10);
        Assert.That(Book.HasUnpriced, Is.False);

        _rig.Book(-1, 1);
        Assert.That(Book.HasUnpriced, Is.True);
        _rig.SetRisk("maxExposure", 50_000);
        Ask(LimitOf(Side.Bid, 990, 1), mayBeRefused: true);
        Assert.That(Book.HasUnpriced, Is.True, "sums are made anew where a limit changes");
        _rig.Book(-3, 1);
        Assert.That(Book.HasUnpriced, Is.True);
        _rig.Book(999, 1_001);

        Assert.That(Book.HasUnpriced, Is.False);
        AssertWorth(10);
    }

    [TestCase(1L << 60, false)]
    [TestCase((1L << 60) - 1, true)]
    public void Worth_is_priced_below_its_bound(long units, bool isPriced)
    {
        // A lot at a tick is one unit.
        _rig = CoreRig.Started(CoreRig.InstrumentOf(tickDecimals: 8, lotDecimals: 0), _script, _other);
        Book.Move(CoreRig.Strategy, CoreRig.Instrument, Side.Bid, 1, isReduceOnly: false);

        _rig.Book(units, units + 1);

        Assert.That(Book.HasUnpriced, Is.EqualTo(!isPriced));
    }

    [Test]
    public void Margin_is_worked_out_anew_where_the_leverage_changes()
    {
        Hold(Side.Bid, 10);
        Assert.That((long)Book.WorstMargin, Is.EqualTo(QuoteUnit));

        _rig.SetAccount("leverage", 5);
        _rig.Core.Gate.Refresh();

        Assert.That((long)Book.WorstMargin, Is.EqualTo(2 * QuoteUnit));
    }

    [Test]
    public void Instrument_that_comes_later_leaves_what_strategies_have_open()
    {
        Ask(LimitOf(Side.Bid, 990, 10));
        Ask(LimitOf(Side.Ask, 1_010, 7), _other);

        foreach (var slot in InstrumentEvents.Define(CoreRig.InstrumentOf(id: 1), default))
        {
            _rig.Send(slot);
        }

        Assert.That(Of(1).OpenBuyLots, Is.EqualTo(10));
        Assert.That(Of(2).OpenSellLots, Is.EqualTo(7));
        Assert.That(Book.Of(new StrategyId(2), new InstrumentId(1)).OpenSellLots, Is.Zero);
    }

    [Test]
    public void Positions_that_open_orders_may_open_are_counted_for_their_strategy_and_the_account()
    {
        var first = Ask(LimitOf(Side.Bid, 990, 10));
        Ask(LimitOf(Side.Bid, 989, 10));
        AssertMayOpen(1, 1, 0);
        Ask(LimitOf(Side.Ask, 1_010, 7), _other);
        AssertMayOpen(2, 1, 1);

        _rig.Fill(first, Side.Bid, 990, 10, ++_key);

        AssertMayOpen(1, 0, 1);
    }

    [Test]
    public void Engines_own_orders_open_nothing_that_is_counted()
    {
        Book.Move(StrategyId.Engine, CoreRig.Instrument, Side.Bid, 5, isReduceOnly: false);

        AssertMayOpen(0, 0, 0);
    }

    [Test]
    public void Opening_by_force_is_not_counted_against_strategies()
    {
        _rig.SetRisk("maxOpeningsPerHour", 1);

        _rig.Fill(Side.Bid, 1_000, 5, ++_key);

        Assert.That(Ask(MarketOf(Side.Bid, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Own_limit_on_openings_counts_what_the_strategys_own_orders_may_open()
    {
        _rig.SetRisk("maxOpeningsPerHour", 1, strategy: 1);
        Ask(LimitOf(Side.Bid, 990, 10), _other);

        Assert.That(Ask(LimitOf(Side.Bid, 990, 1)), Is.Not.EqualTo(OrderId.None));
    }

    [Test]
    public void Accounts_limit_on_openings_counts_what_orders_of_all_strategies_may_open()
    {
        _rig.SetRisk("maxOpeningsPerHour", 1);
        Ask(LimitOf(Side.Bid, 990, 10), _other);

        Assert.That(Ask(LimitOf(Side.Bid, 990, 1), mayBeRefused: true), Is.EqualTo(OrderId.None));
        Assert.That(_rig.LastCommands[^1].Reason, Is.EqualTo(ReasonCode.OpeningsPerHour));
    }

    [TestCase(Side.Bid, false, 10, 0)]
    [TestCase(Side.Bid, true, 0, 10)]
    [TestCase(Side.Ask, false, 10, 0)]
    [TestCase(Side.Ask, true, 0, 10)]
    public void Reduce_only_order_closes_a_leg_where_legs_are_apart(
        Side held, bool reduceOnly, long opening, long closing)
    {
        _rig = AccountRig.Open(_script, _other, ("positionMode", (long)PositionMode.Hedge));
        var flags = held == Side.Ask ? EventFlags.ShortLeg : EventFlags.None;
        _rig.Fill(held, 1_000, 20, ++_key, flags, order: Ask(MarketOf(held, 20)));
        var side = held == Side.Bid ? Side.Ask : Side.Bid;

        Ask(LimitOf(side, held == Side.Bid ? 1_010 : 990, 10) with { IsReduceOnly = reduceOnly });

        ref readonly var open = ref Book[CoreRig.Instrument];
        var closes = open.ClosingLots(side);
        Assert.That((open.OpenLots(side) - closes, closes), Is.EqualTo((opening, closing)));
        Assert.That(
            (Of(1).OpenSellLots + Of(1).OpenBuyLots, Of(1).ClosingSellLots + Of(1).ClosingBuyLots),
            Is.EqualTo((opening + closing, closing)));
        AssertWorth(20 + opening);
    }

    [Test]
    public void Reduce_only_order_is_like_any_other_where_positions_net()
    {
        Hold(Side.Bid, 20);

        Ask(LimitOf(Side.Ask, 1_010, 10) with { IsReduceOnly = true });

        Assert.That(Book[CoreRig.Instrument].ClosingSellLots, Is.Zero);
        Assert.That(Of(1).ClosingSellLots, Is.Zero);
    }

    // Bought: 20 held and 10 open. Without them what is left is worth so much.
    [TestCase(0, 30)]
    [TestCase(10, 20)]
    public void Without_values_what_is_left_without_an_order(long lots, long expected)
    {
        Hold(Side.Bid, 20);
        Ask(LimitOf(Side.Bid, 990, 10));

        var (value, margin, hasUnpriced) = Book.Without(CoreRig.Instrument, Side.Bid, lots);

        Assert.That(
            (value, margin, hasUnpriced), Is.EqualTo((expected * QuoteUnit, expected * QuoteUnit / 10, false)));
    }

    [Test]
    public void Without_says_that_what_is_left_has_no_price()
    {
        Hold(Side.Bid, 20);
        Ask(LimitOf(Side.Bid, 990, 10));
        _rig.Book(-1, 1);

        Assert.That(Book.Without(CoreRig.Instrument, Side.Bid, 10).HasUnpriced, Is.True);
        Assert.That(Book.Without(CoreRig.Instrument, Side.Bid, 0).HasUnpriced, Is.True);
    }

    [Test]
    public void Without_says_that_something_elsewhere_has_no_price()
    {
        Ask(LimitOf(Side.Bid, 990, 10));
        foreach (var slot in InstrumentEvents.Define(CoreRig.InstrumentOf(id: 1), default))
        {
            _rig.Send(slot);
        }

        Book.Move(CoreRig.Strategy, new InstrumentId(1), Side.Bid, 5, isReduceOnly: false);

        Assert.That(Book.Without(CoreRig.Instrument, Side.Bid, 10), Is.EqualTo((0L, 0L, true)));
        Assert.That(Book.Of(StrategyId.Engine, new InstrumentId(1)).OpenBuyLots, Is.Zero, "each has its own cell");
        Assert.That(
            _rig.Core.Gate.Check(CoreRig.Strategy, LimitOf(Side.Bid, 990, 1), openOrders: 0, _rig.Core.Clock).Reason,
            Is.EqualTo(ReasonCode.Overflow));
    }

    [Test]
    public void Without_the_only_thing_that_has_no_price_there_is_none()
    {
        Ask(LimitOf(Side.Bid, 990, 10));
        _rig.Book(-1, 1);

        Assert.That(Book.HasUnpriced, Is.True);
        Assert.That(Book.Without(CoreRig.Instrument, Side.Bid, 10), Is.EqualTo((0L, 0L, false)));
    }

    // Bids may open where nothing or less is held, asks where no more is.
    [TestCase(0, 0, 0, false)]
    [TestCase(0, 1, 0, true)]
    [TestCase(0, 0, 1, true)]
    [TestCase(5, 9, 0, false)]
    [TestCase(5, 9, 5, false)]
    [TestCase(5, 0, 6, true)]
    [TestCase(-5, 0, 9, false)]
    [TestCase(-5, 5, 9, false)]
    [TestCase(-5, 6, 0, true)]
    public void Opens_where_a_flat_position_may_become_one_or_one_its_opposite(
        long position, long buys, long sells, bool expected)
    {
        var cell = new StrategyExposure { OpenBuyLots = buys, OpenSellLots = sells };

        Assert.That(cell.Opens(position), Is.EqualTo(expected));
    }

    [TestCase(Side.Bid, 3, 0)]
    [TestCase(Side.Ask, 0, 3)]
    public void AddClosing_adds_to_the_side_and_to_what_closes_of_it(Side side, long buys, long sells)
    {
        var (cell, exposure) = (new StrategyExposure(), new InstrumentExposure());

        cell.Add(side, 3, isClosing: true);
        exposure.AddClosing(side, 3);

        Assert.That(
            (cell.OpenBuyLots, cell.ClosingBuyLots, cell.OpenSellLots, cell.ClosingSellLots),
            Is.EqualTo((buys, buys, sells, sells)));
        Assert.That(
            (exposure.OpenBuyLots, exposure.ClosingBuyLots, exposure.OpenSellLots, exposure.ClosingSellLots),
            Is.EqualTo((buys, buys, sells, sells)));
        Assert.That((exposure.OpenLots(side), exposure.ClosingLots(side)), Is.EqualTo((3L, 3L)));
    }

    private ref StrategyExposure Of(ushort strategy) => ref Book.Of(new StrategyId(strategy), CoreRig.Instrument);

    private void AssertWorth(long quote) => Assert.That(
        ((long)Book.WorstValue, (long)Book.WorstMargin), Is.EqualTo((quote * QuoteUnit, quote * QuoteUnit / 10)));

    private void AssertMayOpen(int all, int first, int second) => Assert.That(
        (Book.MayOpenCount(0), Book.MayOpenCount(1), Book.MayOpenCount(2)), Is.EqualTo((all, first, second)));

    private void Hold(Side side, long lots, long price = 1_000) =>
        _rig.Fill(side, price, lots, ++_key, order: Ask(MarketOf(side, lots)));

    private OrderId Ask(OrderRequest request, ScriptedStrategy? who = null, bool mayBeRefused = false)
    {
        OrderId answer = default;
        var asking = who ?? _script;
        asking.OnBookDo = s => answer = s.Now.Place(request);
        _rig.Send(CoreRig.Level(Side.Bid, _rig.Core.Markets[0].BestBid.Value, 1_000 + _rig.Core.Sequence));
        asking.OnBookDo = null;
        Assert.That(mayBeRefused || answer != OrderId.None, () => _rig.LastCommands[^1].Reason.ToString());
        return answer;
    }

    private static OrderRequest LimitOf(Side side, long price, long lots) =>
        OrderRequest.Limit(CoreRig.Instrument, side, new PriceTicks(price), new QtyLots(lots));

    private static OrderRequest MarketOf(Side side, long lots) =>
        OrderRequest.Market(CoreRig.Instrument, side, new QtyLots(lots));
}
