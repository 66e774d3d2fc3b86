using Adapters.Simulated.Venue;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;
using Engine.Strategies;
using Replay.Backtests;
using Replay.Sessions;

namespace Tests.Replay.Backtests;

/// <summary>The venue's truth against the core's books, where fees of spot buys are paid in what they bring.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AccountAgreementTests
{
    private static readonly InstrumentId Spot = new(0);
    private static readonly AssetId Base = new(1);
    private static readonly AssetId Quote = new(2);

    private readonly TradingCore _core = new(StrategyCatalog.BuiltIn);
    private readonly SimulatedVenue _venue = new(new SimulationSettings());

    [SetUp]
    public void Define()
    {
        Feed(InstrumentEvents.DefineAsset(Base, "BTC", default));
        Feed(InstrumentEvents.DefineAsset(Quote, "USDT", default));
        var instrument = new Instrument(new DecimalStep(1, 1), new DecimalStep(1, 2), new DecimalStep(1, 0))
        {
            Id = Spot,
            Venue = VenueId.Simulated,
            Symbol = "BTCUSDT",
            ContractType = ContractType.Spot,
            BaseAsset = Base,
            QuoteAsset = Quote,
            SettleAsset = Quote,
        };
        foreach (var slot in InstrumentEvents.Define(instrument, default))
        {
            Feed(slot);
        }

        var preamble = new RunPreamble(default);
        preamble.AddAccountParameter("feeAsset", "received");
        preamble.AddBalance(Quote, new Money(1_000 * Money.Scale));
        foreach (var e in preamble.Runs.SelectMany(run => run))
        {
            Feed(e);
        }
    }

    [Test]
    public void Books_that_agree_have_no_difference() =>
        Assert.That(AccountAgreement.FirstDifference(_core, _venue, isInOrder: true), Is.Null);

    // Bought and sold again at the same price: all that is left is the fee, which only the base asset's balance shows.
    [Test]
    public void Fee_in_the_received_asset_that_only_the_books_have_is_found_to_the_last_unit([Values] bool isInOrder)
    {
        Fill(Side.Bid, feeUnits: 1, Base, tradeKey: 1);
        Fill(Side.Ask, feeUnits: 0, Quote, tradeKey: 2);

        var difference = AccountAgreement.FirstDifference(_core, _venue, isInOrder);

        Assert.That(difference, Does.Contain("is -1 lots here and 0 at the simulated venue"));
    }

    private void Fill(Side side, long feeUnits, AssetId feeAsset, long tradeKey)
    {
        var fill = Event.Create(EventKind.Fill, default, Spot, side == Side.Ask ? EventFlags.Ask : 0);
        fill.Flags &= ~EventFlags.LastOfRun;
        (fill.Fill.OrderId, fill.Fill.Fee) = (new OrderId(1), new Money(feeUnits));
        (fill.Fill.Price, fill.Fill.Quantity) = (new PriceTicks(1_000), new QtyLots(5));
        _core.OnEvent(fill, _core.Sequence + 1);
        var detail = Event.Create(EventKind.FillDetail, default, Spot);
        (detail.FillDetail.FeeAsset, detail.FillDetail.TradeKey) = (feeAsset, Key128.FromNumber(tradeKey));
        _core.OnEvent(detail, _core.Sequence + 1);
    }

    private void Feed(Event e)
    {
        _core.OnEvent(e, _core.Sequence + 1);
        _venue.OnEvent(e, _core.Sequence);
    }
}
