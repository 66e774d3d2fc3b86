using Engine.Core.Strategies;
using Engine.Model.Units;
using Engine.Strategies.Parts;

namespace Tests.Strategies.Parts;

internal sealed class TradeRecordTests
{
    [Test]
    public void Kelly_is_that_of_the_round_trips_with_their_fees()
    {
        var record = default(TradeRecord);
        // Three winners of 100 net of a fee of 5 on each way, two losers of 50; the first winner closes in two steps.
        Trip(ref record, 60, 55);
        Trip(ref record, 110);
        Trip(ref record, 110);
        Trip(ref record, -40);
        Trip(ref record, -40);

        Assert.Multiple(() =>
        {
            Assert.That((record.Count, record.WinRate), Is.EqualTo((5L, 0.6)));
            Assert.That(record.AverageWin, Is.EqualTo(100.0));
            Assert.That(record.AverageLoss, Is.EqualTo(50.0));
            Assert.That(record.Kelly, Is.EqualTo(0.4).Within(1e-12));
        });
    }

    [Test]
    public void Kelly_without_a_winner_is_nothing()
    {
        var record = default(TradeRecord);
        Assert.That(record.Kelly, Is.Zero);

        Trip(ref record, -40);

        Assert.That(record.Kelly, Is.Zero);
    }

    private static void Trip(ref TradeRecord record, params ReadOnlySpan<long> realized)
    {
        record.OnFill(Fill(0, 10));
        for (var step = 0; step < realized.Length; step++)
        {
            record.OnFill(Fill(realized[step], realized.Length - 1 - step));
        }
    }

    private static FillReport Fill(long realized, long after) => new()
    {
        Order = new OrderId(1),
        Strategy = new StrategyId(1),
        Instrument = new InstrumentId(0),
        Time = TimestampNs.Zero,
        Side = Side.Bid,
        Price = new PriceTicks(1),
        Quantity = new QtyLots(1),
        Notional = Money.Zero,
        Fee = new Money(5),
        RealizedPnl = new Money(realized),
        PositionBefore = new QtyLots(after + 1),
        PositionAfter = new QtyLots(after),
        IsMaker = false,
    };
}
