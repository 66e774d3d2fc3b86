using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>The venue is asked about a position on the account that trades it, whoever is the first strategy.</summary>
internal sealed class AskedAccountTests
{
    private static readonly AccountId OtherAccount = new(7);

    private readonly ScriptedStrategy _first = new();
    private readonly ScriptedStrategy _second = new();
    private readonly CoreRig _rig;

    public AskedAccountTests()
    {
        _rig = new CoreRig(ContractType.LinearPerpetual, _first, _second);
        var bound = Event.Create(EventKind.StrategyInstrument, default, CoreRig.Instrument);
        (bound.StrategyInstrument.Strategy, bound.StrategyInstrument.Account) = (new StrategyId(2), OtherAccount);
        _rig.Send(bound);
        _rig.Balance(100_000);
        _rig.StartSession();
        _rig.Book(bid: 999, ask: 1_001);
    }

    [Test]
    public void Account_of_an_open_order_is_asked()
    {
        _rig.Accept(Buy());

        Assert.That(AskedAfterDoubt(), Is.EqualTo(OtherAccount));
    }

    [Test]
    public void Account_of_who_holds_the_position_is_asked()
    {
        var order = Buy();
        _rig.Fill(order, Side.Bid, 990, 5, tradeKey: 1);

        Assert.That(AskedAfterDoubt(), Is.EqualTo(OtherAccount));
    }

    [Test]
    public void Account_of_the_first_who_may_trade_it_is_asked_where_nothing_is_open() =>
        Assert.That(AskedAfterDoubt(), Is.EqualTo(CoreRig.Account));

    private AccountId AskedAfterDoubt() =>
        _rig.Position(3).Single(c => c.Kind == CommandKind.QueryPosition).Account;

    private OrderId Buy()
    {
        var order = OrderId.None;
        _second.OnBookDo = s => order = s.Buy(990, 5);
        _rig.Send(CoreRig.Level(Side.Bid, 999, 2_000));
        _second.OnBookDo = null;
        return order;
    }
}
