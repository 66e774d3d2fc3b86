using Engine.Core.Portfolios;
using Engine.Model.Accounts;
using Engine.Model.State;
using Engine.Model.Units;
using static Tests.Core.Portfolios.PortfolioStand;

namespace Tests.Core.Portfolios;

/// <summary>What holds after any fills, prices and funding, of two strategies in four instruments.</summary>
public sealed class PortfolioPropertyTests
{
    [FsCheck.NUnit.Property(MaxTest = 1_000)]
    public bool Equity_is_the_ledger_and_what_is_held_at_its_marks(
        bool isHedged, (byte What, byte Where, ushort Price, sbyte Size)[] steps)
    {
        var stand = new PortfolioStand(
            100_000, ("positionMode", (long)(isHedged ? PositionMode.Hedge : PositionMode.Netting)));
        for (var instrument = 0; instrument < 4; instrument++)
        {
            stand.Price(instrument, 100);
        }

        var ledger = Play(stand, isHedged, steps);

        // The stand checks the sums after every step; here the ledger of all flows, and the walk over everything.
        return stand.Portfolio.Cash(Quote).Value == ledger
            && stand.Portfolio.Equity() == stand.Portfolio.Equity(Quote, stand.Markets)
            && stand.Portfolio.TotalPnl == stand.Portfolio.Equity() - Units(100_000);
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool Restored_portfolio_goes_on_the_same(
        bool isHedged, (byte What, byte Where, ushort Price, sbyte Size)[] steps)
    {
        var parameters = new[] { ("positionMode", (long)(isHedged ? PositionMode.Hedge : PositionMode.Netting)) };
        var stand = new PortfolioStand(100_000, parameters);
        Play(stand, isHedged, steps);
        var writer = new StateWriter();
        stand.Portfolio.VisitState(writer);
        var twin = new PortfolioStand(0);

        twin.Portfolio.VisitState(new StateReader(writer.Words));

        twin.Portfolio.AssertConsistent();
        return Facts(twin.Portfolio) == Facts(stand.Portfolio) && DigestOf(twin) == DigestOf(stand);
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool Margin_kept_is_margin_computed_anew((byte What, byte Where, ushort Price, sbyte Size)[] steps)
    {
        var stand = new PortfolioStand(100_000);
        var asked = new PortfolioStand(100_000);
        foreach (var step in steps)
        {
            // One is asked after every step, the other at the end.
            Play(stand, isHedged: false, [step]);
            Play(asked, isHedged: false, [step]);
            _ = asked.Portfolio.MarginUsed;
        }

        return Facts(stand.Portfolio) == Facts(asked.Portfolio);
    }

    private static (Money, Money, Money, Rate, Money, Money) Facts(Portfolio portfolio) => (
        portfolio.Equity(), portfolio.MarginUsed, portfolio.MaintenanceMargin, portfolio.MarginRatio,
        portfolio.PeakEquity, portfolio.MarginBalance);

    private static ulong DigestOf(PortfolioStand stand)
    {
        var sink = new DigestSink();
        stand.Portfolio.VisitState(sink);
        return sink.Digest;
    }

    /// <returns>What the cash of the quote must be: capital and the sum of all flows.</returns>
    private static Int128 Play(
        PortfolioStand stand, bool isHedged, (byte What, byte Where, ushort Price, sbyte Size)[] steps)
    {
        Int128 cash = Units(100_000).Value;
        foreach (var (what, where, ticks, size) in steps)
        {
            var instrument = where % 4;
            var price = (ticks % 1_000) + 1;
            var lots = Math.Abs((long)size) + 1;
            var strategy = where % 3 == 0 ? Second : First;
            switch (what % 5)
            {
                case 0:
                    stand.Price(instrument, price);
                    break;
                case 1 when instrument < Spot:
                    stand.Fund(instrument, size * 0.01m);
                    cash += Units(size * 0.01m).Value;
                    break;
                default:
                    cash += Trade(stand, isHedged, instrument, price, lots * Math.Sign(size * 2 + 1), strategy);
                    break;
            }
        }

        return cash;
    }

    private static long Trade(
        PortfolioStand stand, bool isHedged, int instrument, long price, long lots, StrategyId strategy)
    {
        var leg = isHedged && instrument < Spot && price % 2 == 0 ? PositionLeg.Short : PositionLeg.Long;
        var fee = (price % 7) * 0.0003m;
        var isInBase = instrument >= Spot && price % 3 == 0;
        var asset = isInBase ? instrument == BnbSpot ? Bnb : Base : Quote;
        if (lots > 0)
        {
            stand.Buy(instrument, price, lots, fee, strategy, asset, leg);
        }
        else
        {
            stand.Sell(instrument, price, -lots, fee, strategy, asset, leg);
        }

        return -Units(price * lots * 0.1m).Value - (isInBase ? 0 : Units(fee).Value);
    }
}
