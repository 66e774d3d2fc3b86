using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>Terms that agree with each other and terms that do not. The clock is at 1,000.</summary>
internal sealed class TermsChecksTests
{
    private const TimeInForce Stands = TimeInForce.GoodTillCanceled;
    private const TimeInForce Dated = TimeInForce.GoodTillDate;
    private const TimeInForce Now = TimeInForce.ImmediateOrCancel;
    private const TimeInForce Kill = TimeInForce.FillOrKill;

    [TestCase(OrderType.Limit, Stands)]
    [TestCase(OrderType.Limit, Now)]
    [TestCase(OrderType.Limit, Kill)]
    [TestCase(OrderType.Market, TimeInForce.None)]
    [TestCase(OrderType.Market, Stands)]
    [TestCase(OrderType.Market, Now)]
    [TestCase(OrderType.Market, Kill)]
    public void Orders_that_do_not_wait_agree(OrderType type, TimeInForce timeInForce) =>
        Assert.That(Judge(type, timeInForce), Is.EqualTo(ReasonCode.None));

    [TestCase(OrderType.Stop, TimeInForce.None)]
    [TestCase(OrderType.Stop, Stands)]
    [TestCase(OrderType.TakeProfit, Kill)]
    [TestCase(OrderType.StopLimit, Stands)]
    [TestCase(OrderType.TakeProfitLimit, Now)]
    public void Orders_with_a_trigger_agree(OrderType type, TimeInForce timeInForce) =>
        Assert.That(Judge(type, timeInForce, trigger: 990), Is.EqualTo(ReasonCode.None));

    [TestCase(OrderType.Limit, TimeInForce.None)]
    [TestCase(OrderType.Limit, (TimeInForce)5)]
    [TestCase(OrderType.Market, Dated)]
    [TestCase(OrderType.None, Stands)]
    [TestCase((OrderType)8, Stands)]
    public void Types_and_times_that_do_not_go_together_contradict(OrderType type, TimeInForce timeInForce) =>
        Assert.That(Judge(type, timeInForce, expiry: 2_000), Is.EqualTo(ReasonCode.TermsContradict));

    [TestCase(OrderType.Limit, Stands, ReasonCode.None)]
    [TestCase(OrderType.Limit, Now, ReasonCode.TermsContradict)]
    [TestCase(OrderType.Limit, Kill, ReasonCode.TermsContradict)]
    [TestCase(OrderType.Market, Now, ReasonCode.TermsContradict)]
    [TestCase(OrderType.StopLimit, Stands, ReasonCode.TermsContradict)]
    [TestCase(OrderType.TrailingStop, Stands, ReasonCode.TermsContradict)]
    public void Post_only_goes_with_a_limit_that_rests_alone(OrderType type, TimeInForce timeInForce, ReasonCode reason)
    {
        var trigger = type.IsConditional() ? 990 : 0;

        Assert.That(Judge(type, timeInForce, trigger, isPostOnly: true), Is.EqualTo(reason));
    }

    [TestCase(OrderType.Stop, 0)]
    [TestCase(OrderType.StopLimit, 0)]
    [TestCase(OrderType.TakeProfit, -1)]
    [TestCase(OrderType.TakeProfitLimit, 0)]
    public void Order_that_waits_needs_a_trigger(OrderType type, long trigger) =>
        Assert.That(Judge(type, Stands, trigger), Is.EqualTo(ReasonCode.TriggerMissing));

    [TestCase(990, 0, false)]
    [TestCase(0, 5, false)]
    [TestCase(0, 0, true)]
    public void Limit_has_no_trigger_no_distance_and_no_mark(long trigger, long offset, bool onMark) =>
        Assert.That(
            Judge(OrderType.Limit, Stands, trigger, offset: offset, onMark: onMark),
            Is.EqualTo(ReasonCode.TermsContradict));

    [TestCase(1_001, ReasonCode.None)]
    [TestCase(1_000, ReasonCode.ExpiryNotAhead)]
    [TestCase(0, ReasonCode.ExpiryNotAhead)]
    public void Date_must_be_ahead(long expiry, ReasonCode reason) =>
        Assert.That(Judge(OrderType.Limit, Dated, expiry: expiry), Is.EqualTo(reason));

    [Test]
    public void Date_of_an_order_that_has_none_contradicts() =>
        Assert.That(Judge(OrderType.Limit, Stands, expiry: 2_000), Is.EqualTo(ReasonCode.TermsContradict));

    [TestCase(1, 0, ReasonCode.None)]
    [TestCase(9_999, 990, ReasonCode.None)]
    [TestCase(0, 0, ReasonCode.TrailingTermsInvalid)]
    [TestCase(10_000, 0, ReasonCode.TrailingTermsInvalid)]
    [TestCase(100, -1, ReasonCode.TriggerMissing)]
    public void Trailing_stop_has_a_distance_below_all_of_the_price(long offset, long trigger, ReasonCode reason) =>
        Assert.That(Judge(OrderType.TrailingStop, Stands, trigger, offset: offset), Is.EqualTo(reason));

    [TestCase(Dated)]
    [TestCase(Stands)]
    public void Trailing_stop_has_no_date(TimeInForce timeInForce) =>
        Assert.That(
            Judge(OrderType.TrailingStop, timeInForce, offset: 100, expiry: 2_000),
            Is.EqualTo(ReasonCode.TrailingTermsInvalid));

    private static ReasonCode Judge(
        OrderType type,
        TimeInForce timeInForce,
        long trigger = 0,
        long expiry = 0,
        long offset = 0,
        bool isPostOnly = false,
        bool onMark = false)
    {
        var request = new OrderRequest
        {
            Instrument = CoreRig.Instrument,
            Side = Side.Ask,
            Quantity = new QtyLots(1),
            Type = type,
            Price = new PriceTicks(type.HasLimit() ? 1_000 : 0),
            TimeInForce = timeInForce,
            Trigger = new PriceTicks(trigger),
            Expiry = new TimestampNs(expiry),
            TrailingOffsetBps = offset,
            IsPostOnly = isPostOnly,
            TriggerOnMark = onMark,
        };
        return TermsChecks.Agree(request, new TimestampNs(1_000)).Reason;
    }
}
