using Engine.Core.Risk;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>Each check at its limit, one beyond, and what it says then.</summary>
internal sealed class RiskChecksTests
{
    [TestCase(TradingState.Active, false, ReasonCode.None)]
    [TestCase(TradingState.Active, true, ReasonCode.None)]
    [TestCase(TradingState.Reducing, true, ReasonCode.None)]
    [TestCase(TradingState.Reducing, false, ReasonCode.ReducingOnly)]
    [TestCase(TradingState.Halted, true, ReasonCode.Halted)]
    [TestCase(TradingState.Stopped, true, ReasonCode.Halted)]
    public void TradingAllows_by_state_and_direction(TradingState state, bool reduces, ReasonCode expected) =>
        Assert.That(RiskChecks.TradingAllows(state, reduces).Reason, Is.EqualTo(expected));

    [TestCase(0, ReasonCode.QuantityNotPositive)]
    [TestCase(4, ReasonCode.BelowMinimum)]
    [TestCase(5, ReasonCode.None)]
    [TestCase(9, ReasonCode.None)]
    [TestCase(10, ReasonCode.AboveMaximum)]
    public void QuantityWithinBounds_holds_the_instruments_own(long quantity, ReasonCode expected)
    {
        var instrument = new Instrument(new DecimalStep(1, 1), new DecimalStep(1, 2), new DecimalStep(1, 0))
        {
            Id = CoreRig.Instrument,
            Venue = VenueId.Simulated,
            Symbol = "BTCUSDT",
            ContractType = ContractType.Spot,
            BaseAsset = CoreRig.Base,
            QuoteAsset = CoreRig.Quote,
            SettleAsset = CoreRig.Quote,
            MinQuantity = new QtyLots(5),
            MaxQuantity = new QtyLots(9),
        };

        Assert.That(
            RiskChecks.QuantityWithinBounds(instrument, new QtyLots(quantity)).Reason, Is.EqualTo(expected));
    }

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void Limits_take_what_is_at_them_and_no_more(long value, bool passes)
    {
        var (measured, limit) = (value, 100L);

        Assert.Multiple(() =>
        {
            Assert.That(RiskChecks.OrderWithinLimit(measured, limit).IsPass, Is.EqualTo(passes));
            Assert.That(RiskChecks.PositionWithinLimit(measured, limit).IsPass, Is.EqualTo(passes));
            Assert.That(RiskChecks.ExposureWithinLimit(measured, limit).IsPass, Is.EqualTo(passes));
        });
    }

    [TestCase(99, false)]
    [TestCase(100, true)]
    public void NotionalAboveMinimum_takes_what_is_at_it(long value, bool passes) =>
        Assert.That(RiskChecks.NotionalAboveMinimum(value, 100).IsPass, Is.EqualTo(passes));

    [TestCase(Side.Bid, 1_010, true)]
    [TestCase(Side.Bid, 1_011, false)]
    [TestCase(Side.Ask, 990, true)]
    [TestCase(Side.Ask, 989, false)]
    [TestCase(Side.Bid, 1, true)]
    [TestCase(Side.Ask, 100_000, true)]
    public void PriceWithinCollar_of_one_percent(Side side, long price, bool passes) => Assert.That(
        RiskChecks.PriceWithinCollar(side, price, 1_000, 10_000).IsPass,
        Is.EqualTo(passes));

    [TestCase(1, 2, true)]
    [TestCase(2, 2, false)]
    public void OpenOrdersWithinLimit_leaves_room_for_one_more(long open, long limit, bool passes) =>
        Assert.That(RiskChecks.OpenOrdersWithinLimit(open, limit).IsPass, Is.EqualTo(passes));
}
