using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>
/// A venue's story of one order, told in any order, in parts twice, in parts not at all: once the fills have come and
/// the venue has answered, order, position and money are what the story says.
/// </summary>
internal sealed class ReportOrderPropertyTests
{
    private const long FeeUnits = 1_000;

    // Tick 0.1, lot 0.01: a tick of a lot in 10⁻⁸ quote units.
    private const long UnitsPerTickLot = 100_000;

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void Told_in_any_order_the_story_ends_the_same(int seed)
    {
        var story = new Story(new Random(seed));
        var rig = CoreRig.Started();
        rig.SetGuard("breakerErrors", 0);
        var id = rig.Ask(s => s.Buy(990, story.Lots));
        if (story.IsCancelAsked)
        {
            rig.Ask(s => s.Now.Cancel(id) ? id : OrderId.None);
        }

        foreach (var report in story.Told)
        {
            report(rig, id);
        }

        story.Answer(rig, id);

        rig.Script.Now.TryGetOrder(id, out var order);
        var position = rig.Core.Portfolio[CoreRig.Instrument];
        Assert.Multiple(() =>
        {
            Assert.That(order.State, Is.EqualTo(story.End), story.ToString());
            Assert.That(order.CumulativeQuantity.Value, Is.EqualTo(story.Filled), story.ToString());
            Assert.That(position.Quantity.Value, Is.EqualTo(story.Filled), story.ToString());
            Assert.That(position.Fees.Value, Is.EqualTo(story.FillCount * FeeUnits), story.ToString());
            Assert.That(position.Cost.Value, Is.EqualTo(story.Filled * 990 * UnitsPerTickLot), story.ToString());
            Assert.That(
                OpenLots(rig), Is.EqualTo(order.IsFinal ? 0 : story.Lots - story.Filled), story.ToString());
        });
    }

    private static long OpenLots(CoreRig rig) =>
        rig.Core.Gate.Exposures[CoreRig.Instrument].OpenBuyLots;

    /// <summary>What has truly happened, and what of it is told how.</summary>
    private sealed class Story
    {
        private readonly List<string> _text = [];

        internal Story(Random dice)
        {
            Lots = dice.Next(1, 9);
            var reports = new List<(string Text, Action<CoreRig, OrderId> Tell, bool MayBeLost)>
            {
                ("accepted", (rig, id) => rig.Accept(id), true),
            };
            while (Filled < Lots && dice.Next(3) != 0)
            {
                var lots = dice.Next(1, (int)(Lots - Filled) + 1);
                Filled += lots;
                FillCount++;
                var (key, counted) = (FillCount, Filled);
                reports.Add((
                    $"fill {lots} of {counted}",
                    (rig, id) => rig.Fill(id, Side.Bid, 990, lots, key, FeeUnits, filled: counted),
                    false));
            }

            IsCancelAsked = dice.Next(2) == 0;
            End = Filled == Lots ? OrderState.Filled
                : dice.Next(3) switch
                {
                    0 => OrderState.Canceled,
                    1 => OrderState.Expired,
                    _ => IsCancelAsked ? OrderState.Canceled
                        : Filled == 0 ? OrderState.New : OrderState.PartiallyFilled,
                };
            AddEnd(reports);
            Tell(reports, dice);
        }

        internal long Lots { get; }

        internal long Filled { get; }

        internal int FillCount { get; }

        internal bool IsCancelAsked { get; }

        internal OrderState End { get; }

        internal List<Action<CoreRig, OrderId>> Told { get; } = [];

        internal void Answer(CoreRig rig, OrderId id) => rig.Status(id, End, 990, Lots, Filled);

        public override string ToString() =>
            $"{Lots} lots, cancel {IsCancelAsked}, {string.Join(", ", _text)}; in truth {End} with {Filled}";

        private void AddEnd(List<(string Text, Action<CoreRig, OrderId> Tell, bool MayBeLost)> reports)
        {
            switch (End)
            {
                case OrderState.Canceled:
                    reports.Add(("canceled", (rig, id) => rig.Done(EventKind.OrderCanceled, id, Filled), true));
                    break;
                case OrderState.Expired:
                    reports.Add(("expired", (rig, id) => rig.Done(EventKind.OrderExpired, id, Filled), true));
                    break;
                default:
                    break;
            }

            if (IsCancelAsked && End != OrderState.Canceled)
            {
                reports.Add((
                    "cancel refused",
                    (rig, id) => rig.Refused(EventKind.CancelRejected, id, ReasonCode.VenueUnknownOrder),
                    true));
            }
        }

        private void Tell(List<(string Text, Action<CoreRig, OrderId> Tell, bool MayBeLost)> reports, Random dice)
        {
            var told = reports.Where(report => !report.MayBeLost || dice.Next(4) != 0).ToList();
            told.AddRange(told.Where(_ => dice.Next(4) == 0).ToList());
            dice.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(told));
            _text.AddRange(told.Select(report => report.Text));
            Told.AddRange(told.Select(report => report.Tell));
        }
    }
}
