using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Portfolios;

/// <summary>
/// Fills that were heard in another order than they happened in divide differently into cost and result. The venue's
/// average entry says how, so that its balance is held against the same division, and no money is booked for it.
/// </summary>
/// <remarks>
/// A tick times a lot is 10⁻³ of the quote asset. At the venue: bought 5 at 990, sold 3 at 1,000, bought 3 at 980. That
/// has realised 30 and holds 5 that cost 4,920, at 98.4 each. We heard both buys first: 41.25 realised and 4,931.25.
/// </remarks>
internal sealed class EntryPriceTests
{
    private const decimal VenuesEntry = 98.4m;
    private const decimal OurEntry = 98.625m;

    private readonly CoreRig _rig = CoreRig.Started();
    private long _tradeKey;

    [Test]
    public void Reconciliation_takes_the_venues_entry_and_books_no_money()
    {
        HearOutOfOrder();
        _rig.StartSession();
        Position(5, VenuesEntry);
        Balance(100_000.03m);

        var commands = Done();

        var said = commands.Single(c => c.Kind == CommandKind.Reconciled);
        Assert.Multiple(() =>
        {
            Assert.That(said.Flags, Is.EqualTo(CommandFlags.EntryPrice));
            Assert.That((said.Measured, said.Limit), Is.EqualTo((Fine(VenuesEntry), Fine(OurEntry))));
            Assert.That(Cash, Is.EqualTo(Quote(100_000.03m - 4.92m)));
            Assert.That(_rig.Core.Portfolio.Wallet(CoreRig.Quote), Is.EqualTo(Quote(100_000.03m)));
            Assert.That(Account.RealizedPnl, Is.EqualTo(Quote(0.03m)));
            Assert.That(Account.Cost, Is.EqualTo(Quote(4.92m)));
        });
        _rig.Core.Portfolio.AssertConsistent();
    }

    [Test]
    public void Equity_is_the_same_before_and_after_the_venues_entry_is_taken()
    {
        HearOutOfOrder();
        var before = _rig.Core.Portfolio.Equity();

        Position(5, VenuesEntry);

        Assert.That(_rig.Core.Portfolio.Equity(), Is.EqualTo(before));
        _rig.Core.Portfolio.AssertConsistent();
    }

    [Test]
    public void Balance_that_is_off_by_the_division_alone_does_not_halt_whatever_the_tolerance()
    {
        _rig.SetOrders("reconcileTolerance", 0);
        HearOutOfOrder();
        _rig.StartSession();
        Balance(100_000.03m);
        Position(5, VenuesEntry);

        Done();

        Assert.That(_rig.Core.TradingState, Is.EqualTo(Engine.Core.Risk.TradingState.Active));
    }

    [Test]
    public void What_is_off_beside_the_division_is_corrected_by_just_that()
    {
        HearOutOfOrder();
        var cash = Cash;
        _rig.StartSession();
        Position(5, VenuesEntry);
        Balance(100_001.03m);

        var commands = Done();

        var said = commands.Single(c => c.Kind == CommandKind.Reconciled && c.Asset == CoreRig.Quote);
        Assert.That(
            (said.Measured, said.Limit), Is.EqualTo((Quote(100_001.03m).Value, Quote(100_000.03m).Value)));
        Assert.That(Cash, Is.EqualTo(cash + Quote(1)));
    }

    [Test]
    public void Without_the_venues_entry_nothing_is_booked_while_the_position_is_open_and_an_alert_says_so()
    {
        HearOutOfOrder();
        var cash = Cash;
        _rig.StartSession();
        Position(5, 0);
        Balance(100_000.03m);

        var commands = Done();

        var alert = commands.Single(c => c.Kind == CommandKind.Alert);
        Assert.Multiple(() =>
        {
            Assert.That((alert.Reason, alert.Asset), Is.EqualTo((ReasonCode.EntryPriceUnknown, CoreRig.Quote)));
            Assert.That(
                (alert.Measured, alert.Limit), Is.EqualTo((Quote(100_000.03m).Value, Quote(100_000.04125m).Value)));
            Assert.That(Cash, Is.EqualTo(cash));
            Assert.That(_rig.Core.TradingState, Is.EqualTo(Engine.Core.Risk.TradingState.Active));
        });
    }

    [Test]
    public void Position_that_the_venue_says_nothing_of_leaves_its_balance_unbooked_as_well()
    {
        HearOutOfOrder();
        var cash = Cash;
        _rig.StartSession();
        Balance(100_000.03m);

        var commands = Done();

        Assert.That(commands.Count(c => c.Reason == ReasonCode.EntryPriceUnknown), Is.EqualTo(1));
        Assert.That(Cash, Is.EqualTo(cash));
    }

    [Test]
    public void Balance_that_was_left_unbooked_is_booked_once_the_position_is_closed()
    {
        HearOutOfOrder();
        _rig.StartSession();
        Position(5, 0);
        Balance(100_001.03m);
        Done();
        Fill(Side.Ask, 1_000, 5);

        _rig.StartSession();
        Position(0, 0);
        Balance(100_001.11m);
        Done();

        Assert.That(Cash, Is.EqualTo(Quote(100_001.11m)));
    }

    [Test]
    public void Word_of_the_running_session_takes_the_entry_so_that_a_later_balance_is_no_deposit()
    {
        HearOutOfOrder();
        Position(5, VenuesEntry);

        Balance(100_000.03m);

        Assert.That(_rig.LastCommands, Is.Empty);
        Assert.That(Account.Cost, Is.EqualTo(Quote(4.92m)));
    }

    [Test]
    public void Entry_that_agrees_but_for_its_rounding_leaves_the_exact_cost()
    {
        Fill(Side.Bid, 1_000, 1);
        Fill(Side.Bid, 1_001, 2);
        var cost = Account.Cost;

        Position(3, 100.06666667m);

        Assert.That(_rig.LastCommands, Is.Empty);
        Assert.That(Account.Cost, Is.EqualTo(cost));
    }

    // 98.43333333… at the venue: 3 lots that cost 2.953 are 98.4333… each, so a cost made of that is off by a unit or
    // two; the balance says by how many, and that is cost and no money.
    [Test]
    public void What_the_entrys_rounding_leaves_is_cost_and_no_money()
    {
        Fill(Side.Bid, 990, 100_000);
        Fill(Side.Bid, 975, 200_001);
        Fill(Side.Ask, 1_000, 1);
        var cash = Cash;
        var (venuesCost, entry) = (Account.Cost - new Money(40), EntryOf(Account.Cost - new Money(40), 300_000));

        Position(300_000, entry + 0.00000003m);
        _rig.StartSession();
        Position(300_000, entry);
        Balance(cash + venuesCost);
        var commands = Done();

        Assert.That(Cash, Is.EqualTo(cash));
        Assert.That(_rig.Core.Portfolio.Wallet(CoreRig.Quote), Is.EqualTo(cash + venuesCost));
        Assert.That(commands.Select(c => c.Kind), Has.None.EqualTo(CommandKind.Alert));
    }

    [Test]
    public void Missing_lots_that_add_to_a_position_are_booked_at_the_price_that_makes_the_average_the_venues()
    {
        Fill(Side.Bid, 990, 5);
        _rig.StartSession();
        Position(8, 99.3m);
        Balance(100_000);

        var commands = Done();

        // 8 × 993 − 5 × 990 = 2,994, that is 998 each.
        Assert.Multiple(() =>
        {
            Assert.That(Account.Cost, Is.EqualTo(Quote(7.944m)));
            Assert.That(Account.RealizedPnl, Is.EqualTo(Money.Zero));
            Assert.That(Cash, Is.EqualTo(Quote(100_000 - 7.944m)));
            Assert.That(commands.Count(c => c.Kind == CommandKind.Reconciled), Is.EqualTo(1));
        });
    }

    [Test]
    public void Entry_of_each_hedged_leg_is_taken_by_itself()
    {
        var rig = new Orders.Hedged.HedgedRig();
        rig.Trade(Side.Bid, 5, price: 990);
        rig.Trade(Side.Ask, 4, price: 1_000);

        rig.Position(PositionLeg.Long, 5, 98.4m);
        var said = rig.Position(PositionLeg.Short, -4, 100.5m);

        var account = rig.Core.Portfolio;
        Assert.Multiple(() =>
        {
            Assert.That(account.Leg(CoreRig.Instrument, PositionLeg.Long).Cost, Is.EqualTo(Quote(4.92m)));
            Assert.That(account.Leg(CoreRig.Instrument, PositionLeg.Short).Cost, Is.EqualTo(Quote(-4.02m)));
            Assert.That(account[CoreRig.Instrument].RealizedPnl, Is.EqualTo(Quote(-0.03m - 0.02m)));
            Assert.That(
                said.Single(c => c.Kind == CommandKind.Reconciled).Flags,
                Is.EqualTo(CommandFlags.EntryPrice | CommandFlags.ShortLeg));
        });
    }

    [Test]
    public void Spot_balance_is_compared_as_ever()
    {
        var rig = CoreRig.Started(ContractType.Spot);
        rig.Fill(rig.Ask(s => s.Buy(990, 5)), Side.Bid, 990, 5, tradeKey: 1);
        rig.StartSession();
        rig.Balance(99_995);

        rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None));

        Assert.That(rig.Core.Portfolio.Cash(CoreRig.Quote), Is.EqualTo(Quote(99_995)));
    }

    private Engine.Core.Portfolios.Position Account => _rig.Core.Portfolio[CoreRig.Instrument];

    private Money Cash => _rig.Core.Portfolio.Cash(CoreRig.Quote);

    private static long Fine(decimal price) => (long)(price * FinePrice.Scale);

    private static Money Quote(decimal amount) => new((long)(amount * Money.Scale));

    private decimal EntryOf(Money cost, long lots) =>
        _rig.Core.Instruments[CoreRig.Instrument].AveragePrice(cost, new QtyLots(lots)).Value
        / (decimal)FinePrice.Scale;

    private void HearOutOfOrder()
    {
        Fill(Side.Bid, 990, 5);
        Fill(Side.Bid, 980, 3);
        Fill(Side.Ask, 1_000, 3);
        Assert.That(Account.RealizedPnl, Is.EqualTo(Quote(0.04125m)));
    }

    private void Fill(Side side, long price, long lots) =>
        _rig.Fill(new OrderId(4_711), side, price, lots, ++_tradeKey);

    private IReadOnlyList<Command> Done() =>
        _rig.Send(Event.Create(EventKind.ReconciliationDone, default, InstrumentId.None));

    private void Balance(decimal quote) => Balance(Quote(quote));

    private void Balance(Money total)
    {
        var e = Event.Create(EventKind.Balance, default, InstrumentId.None);
        (e.Balance.Total, e.Balance.Asset, e.Balance.Account) = (total, CoreRig.Quote, CoreRig.Account);
        _rig.Send(e);
    }

    private void Position(long lots, decimal entry)
    {
        var e = Event.Create(EventKind.Position, default, CoreRig.Instrument);
        e.Position.Quantity = new QtyLots(lots);
        e.Position.EntryPrice = new FinePrice(Fine(entry));
        e.Position.Account = CoreRig.Account;
        _rig.Send(e);
    }
}
