using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Core.Portfolios;

/// <summary>What the account owns, in quote: ticks × lots × 100,000 of 10⁻⁸.</summary>
internal sealed class PortfolioTests
{
    private const long QuoteUnit = Money.Scale;

    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Equity_is_cash_and_the_position_at_the_middle()
    {
        // Bought 5 lots at 1,001 ticks: 5.005 quote out, 0.002 fee. At the middle of 1,000 they are worth 5.
        Buy(5, 1_001, feeUnits: 200_000);

        var equity = _rig.Core.Portfolio.Equity(CoreRig.Quote, _rig.Core.Markets);

        Assert.That(equity.Value, Is.EqualTo((100_000 * QuoteUnit) - 500_000 - 200_000));
    }

    [Test]
    public void Fees_in_another_asset_are_taken_from_that_assets_cash_and_count_with_their_value()
    {
        // 7 of 10⁻⁸ BTC at the price of the fill, 100.1: 700.7 of 10⁻⁸ USDT, rounded 701.
        var id = Place(5, 1_001);
        _rig.Fill(id, Side.Bid, 1_001, 5, tradeKey: 1, feeUnits: 7, feeAsset: CoreRig.Base);

        Assert.That(_rig.Core.Portfolio.Cash(CoreRig.Base), Is.EqualTo(new Money(-7)));
        Assert.That(_rig.Core.Portfolio[CoreRig.Instrument].Fees, Is.EqualTo(new Money(701)));
    }

    [Test]
    public void Funding_goes_to_cash_and_to_the_strategy_that_holds_the_position()
    {
        Buy(5, 1_001);

        var e = Event.Create(EventKind.FundingPaid, default, CoreRig.Instrument);
        e.FundingPaid = new FundingPaid { Amount = new Money(-300), Account = CoreRig.Account };
        _rig.Send(e);

        Assert.That(
            _rig.Core.Portfolio.OfStrategy(CoreRig.Strategy, CoreRig.Instrument).Funding, Is.EqualTo(new Money(-300)));
        Assert.That(
            _rig.Core.Portfolio.Cash(CoreRig.Quote).Value, Is.EqualTo((100_000 * QuoteUnit) - 500_500_000 - 300));
    }

    [Test]
    public void Net_profit_of_a_strategy_is_what_equity_has_gained()
    {
        Buy(5, 1_001, feeUnits: 200_000);

        var net = _rig.Core.Portfolio.NetPnl(CoreRig.Strategy, CoreRig.Instrument, _rig.Core.Markets[0]);

        Assert.That(
            net,
            Is.EqualTo(_rig.Core.Portfolio.Equity(CoreRig.Quote, _rig.Core.Markets) - new Money(100_000 * QuoteUnit)));
    }

    private void Buy(long quantity, long price, long feeUnits = 0) =>
        _rig.Fill(Place(quantity, price), Side.Bid, price, quantity, tradeKey: 1, feeUnits);

    private OrderId Place(long quantity, long price)
    {
        OrderId id = default;
        _rig.Script.OnBookDo = s => id = s.Buy(price, quantity);
        _rig.Send(CoreRig.Level(Side.Bid, 999, 5_000));
        _rig.Script.OnBookDo = null;
        return id;
    }
}
