using Engine.Core.Orders;
using Engine.Core.Risk;
using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Tests.Core.Portfolios;

namespace Tests.Core.Risk;

/// <summary>
/// An amend is judged in place of the order as it is. The slow, obvious way is to take that order out of the books, to
/// judge the amend, and to put it back: both must say the same, to the last unit.
/// </summary>
/// <remarks>The reference is 1,000 ticks = 100 quote, and a lot is 1 quote.</remarks>
internal sealed class AmendJudgementTests
{
    private static readonly ReasonCode[] Common =
    [
        ReasonCode.None, ReasonCode.PositionLimit, ReasonCode.PositionQuantityLimit, ReasonCode.CapitalShareLimit,
        ReasonCode.ExposureLimit, ReasonCode.LeverageLimit, ReasonCode.MarginLimit, ReasonCode.OpeningsPerDay,
        ReasonCode.OpeningsPerHour, ReasonCode.ReducingOnly, ReasonCode.ReduceOnlyWouldGrow,
    ];

    [FsCheck.NUnit.Property(MaxTest = 120)]
    public void Amend_is_judged_as_if_its_order_were_taken_out_of_the_books(int seed, bool hedged) =>
        Play(seed, hedged, []);

    [Test]
    public void Games_meet_every_limit_that_counts_what_is_open()
    {
        var seen = new HashSet<ReasonCode>();
        for (var seed = 0; seed < 150; seed++)
        {
            Play(seed, hedged: seed % 3 == 0, seen);
        }

        Assert.That(Common.Except(seen), Is.Empty);
    }

    private static void Play(int seed, bool hedged, HashSet<ReasonCode> seen)
    {
        var (first, second, dice) = (new ScriptedStrategy(), new ScriptedStrategy(), new Random(seed));
        var rig = hedged
            ? AccountRig.Open(first, second, ("positionMode", (long)PositionMode.Hedge))
            : AccountRig.Open(first, second);
        var open = new List<(OrderId Id, Side Side, bool Closes)>();
        for (var (step, key) = (0, 1L); step < 80; step++)
        {
            var (side, lots, closes) = ((Side)dice.Next(2), 1 + dice.Next(30), dice.Next(4) == 0);
            var asking = dice.Next(2) == 0 ? first : second;
            var id = Ask(rig, asking, s => dice.Next(4) == 0
                ? s.Market(side, lots, closes)
                : s.Now.Place(LimitOf(side, 1_000 + (side == Side.Bid ? -1 : 1) * dice.Next(1, 40), lots, closes)));
            if (id != OrderId.None)
            {
                open.Add((id, side, closes));
                rig.Accept(id, venueKey: 1_000 + id.Value);
            }

            if (open.Count > 0 && dice.Next(2) == 0)
            {
                Report(rig, open, dice, ref key);
            }

            if (step == 30)
            {
                SetLimits(rig, dice);
            }

            foreach (var (number, _, _) in open)
            {
                Compare(rig, number, dice, $"seed {seed}, step {step}, order {number.Value}", seen);
            }
        }
    }

    private static void Compare(CoreRig rig, OrderId id, Random dice, string place, HashSet<ReasonCode> seen)
    {
        if (!rig.Core.TryGetOrder(id, out var order) || order.IsFinal)
        {
            return;
        }

        var filled = order.CumulativeQuantity.Value;
        var price = order.Type.HasLimit() ? order.Price.Value + dice.Next(-5, 6) : 0;
        var terms = new OrderTerms(
            new PriceTicks(price), new QtyLots(filled + 1 + dice.Next(40)), PriceTicks.Zero);
        var request = AmendChecks.RequestOf(order, terms);
        var (gate, lots, now) = (rig.Core.Gate, order.ExposedQuantity.Value, rig.Core.Clock);
        var before = Figures(gate.Exposures);

        var inPlace = gate.CheckAmend(order.Strategy, request, lots, now);

        Assert.That(Figures(gate.Exposures), Is.EqualTo(before), $"{place}: asking changes nothing");
        gate.Exposures.Move(order.Strategy, order.Instrument, order.Side, -lots, order.IsReduceOnly);
        var apart = gate.CheckAmend(order.Strategy, request, replacedLots: 0, now);
        gate.Exposures.Move(order.Strategy, order.Instrument, order.Side, lots, order.IsReduceOnly);
        Assert.That(inPlace, Is.EqualTo(apart), place);
        seen.Add(inPlace.Reason);
    }

    private static (Int128 Value, Int128 Margin, bool HasUnpriced, int All, int First, int Second) Figures(
        ExposureBook book) =>
        (book.WorstValue, book.WorstMargin, book.HasUnpriced, book.MayOpenCount(0), book.MayOpenCount(1),
            book.MayOpenCount(2));

    private static void Report(
        CoreRig rig, List<(OrderId Id, Side Side, bool Closes)> open, Random dice, ref long key)
    {
        var place = dice.Next(open.Count);
        var (id, side, closes) = open[place];
        if (!rig.Core.TryGetOrder(id, out var order) || order.IsFinal || dice.Next(4) == 0)
        {
            rig.Done(EventKind.OrderCanceled, id);
            open.RemoveAt(place);
            return;
        }

        var leaves = order.LeavesQuantity.Value;
        var lots = dice.Next(2) == 0 ? leaves : 1 + dice.NextInt64(leaves);
        var isShort = rig.Core.Portfolio.Settings.IsHedged && side == Side.Ask != closes;
        rig.Fill(side, 1_000, lots, ++key, isShort ? EventFlags.ShortLeg : EventFlags.None, order: id);
    }

    /// <summary>Two limits about as wide as what is open by now, so that some amends pass and some do not.</summary>
    private static void SetLimits(CoreRig rig, Random dice)
    {
        rig.SetRisk("maxOpeningsPerHour", 10_000);
        rig.SetRisk("maxOpeningsPerDay", 10_000);
        rig.SetRisk("maxCapitalShare", 0);
        for (var i = 0; i < 2; i++)
        {
            var (width, ofStrategy) = (20 + dice.Next(200), (ushort)dice.Next(3));
            var share = width / 100_000.0;
            switch (dice.Next(9))
            {
                case 0: rig.SetRisk("maxPositionNotional", width, ofStrategy); break;
                case 1: rig.SetRisk("maxPositionQuantity", width / 100.0, ofStrategy); break;
                case 2: rig.SetRisk("maxCapitalShare", share, ofStrategy); break;
                case 3: rig.SetRisk("maxExposure", width); break;
                case 4: rig.SetRisk("maxLeverage", share); break;
                case 5: rig.SetRisk("maxMarginUse", share / 20); break;
                case 6: rig.SetRisk("maxOpeningsPerDay", 1 + dice.Next(8), ofStrategy); break;
                case 7: rig.SetRisk("maxOpeningsPerHour", 1 + dice.Next(8), ofStrategy); break;
                default: rig.Operator(OperatorAction.Reduce); break;
            }
        }
    }

    private static Engine.Core.Strategies.OrderRequest LimitOf(Side side, long price, long lots, bool closes) =>
        Engine.Core.Strategies.OrderRequest.Limit(
            CoreRig.Instrument, side, new PriceTicks(price), new QtyLots(lots)) with
        { IsReduceOnly = closes };

    private static OrderId Ask(CoreRig rig, ScriptedStrategy script, Func<ScriptedStrategy, OrderId> request)
    {
        var id = OrderId.None;
        script.OnBookDo = s => id = request(s);
        rig.Book(999, 1_001);
        script.OnBookDo = null;
        return id;
    }
}
