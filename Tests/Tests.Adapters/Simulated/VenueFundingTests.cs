using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Accounts;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>
/// Funding at its times: by its event, else as the marks announced it, else an error. Never a silent zero.
/// </summary>
public sealed class VenueFundingTests
{
    private const long Hour = 60 * 60 * 1_000;
    private const long EightHours = 8 * Hour;

    [Test]
    public void Position_over_a_funding_time_of_which_nothing_is_said_is_an_error()
    {
        var stand = AccountStand.Open(10_000);
        stand.BuyMarket(10);
        stand.At(EightHours + 1_000);

        Assert.That(
            () => stand.At(EightHours + (5 * 60 * 1_000)),
            Throws.TypeOf<MissingFundingException>().With.Property("Time")
                .EqualTo(new TimestampNs(EightHours * 1_000_000)));
    }

    [Test]
    public void Stream_that_ends_before_the_funding_can_come_has_not_missed_it()
    {
        var stand = AccountStand.Open(10_000);
        stand.BuyMarket(10);
        stand.At(EightHours + 1_000);

        Assert.That(stand.Venue.EndFunding, Throws.Nothing);
        Assert.That(stand.Venue.MissingFundingCount, Is.Zero);
    }

    [Test]
    public void No_funding_is_missed_before_its_time_or_without_a_position()
    {
        var stand = AccountStand.Open(10_000);
        stand.BuyMarket(10);
        stand.At(EightHours - 1);
        stand.SellMarket(10);
        stand.At(3 * EightHours);

        Assert.That(stand.Venue.EndFunding, Throws.Nothing);
        Assert.That(stand.Venue.MissingFundingCount, Is.Zero);
    }

    [Test]
    public void Missing_funding_is_counted_where_none_is_asked_for()
    {
        var stand = AccountStand.Open(10_000, settings: VenueStand.NoLatency with { Funding = FundingPolicy.None });
        stand.BuyMarket(10);

        stand.At(EightHours + Hour);
        stand.At((2 * EightHours) + Hour);

        Assert.That(stand.Venue.MissingFundingCount, Is.EqualTo(2));
        Assert.That(stand.Reports.Any(report => report.Kind == EventKind.FundingPaid), Is.False);
    }

    [Test]
    public void Funding_event_pays_what_is_held_and_nothing_waits_any_more()
    {
        // 10 at a mark of 100 and 0.01 %: a long pays 0.1.
        var stand = AccountStand.Open(10_000);
        stand.BuyMarket(10);
        var before = stand.Cash();
        stand.At(EightHours + 500);
        stand.Funding(rate: 1_000_000, markPrice: 100m);
        stand.At(EightHours + Hour);

        Assert.That(stand.Cash() - before, Is.EqualTo(-0.1m));
        Assert.That(stand.Venue.MissingFundingCount, Is.Zero);
    }

    [Test]
    public void Announced_rate_is_paid_on_what_was_held_where_no_event_comes()
    {
        // A mark of 100 announces 0.02 % for 08:00. Short 10 then; they receive 0.2, though they are closed before it
        // is paid.
        var stand = AccountStand.Open(10_000);
        stand.SellMarket(10);
        stand.NowMs = EightHours - 1_000;
        Announce(stand, 2_000_000, EightHours);
        stand.At(EightHours + 1_000);
        stand.BuyMarket(10);
        var before = stand.Cash();

        stand.At(EightHours + (5 * 60 * 1_000));

        Assert.That(stand.Cash() - before, Is.EqualTo(0.2m));
    }

    [Test]
    public void Event_that_comes_after_the_announced_rate_was_paid_is_not_paid_again()
    {
        var stand = AccountStand.Open(10_000);
        stand.SellMarket(10);
        stand.NowMs = EightHours - 1_000;
        Announce(stand, 2_000_000, EightHours);
        stand.At(EightHours + Hour);
        var before = stand.Cash();

        var now = new TimestampNs((EightHours + Hour) * 1_000_000);
        var late = Event.Create(EventKind.Funding, now, new InstrumentId(0));
        late.Funding.Rate = new Rate(2_000_000);
        late.Funding.FundingTime = new TimestampNs(EightHours * 1_000_000);
        stand.Feed(late);

        Assert.That(stand.Cash(), Is.EqualTo(before));
    }

    [Test]
    public void Spot_is_never_funded()
    {
        var stand = AccountStand.Open(10_000);
        stand.Instrument = 2;
        stand.BuyMarket(10);
        stand.At(EightHours + Hour);

        Assert.That(stand.Venue.EndFunding, Throws.Nothing);
    }

    [Test]
    public void State_of_a_funded_account_goes_over_word_for_word()
    {
        var stand = AccountStand.Open(10_000);
        stand.BuyMarket(10);
        stand.Sell(120, 5);
        stand.Mark(105m);
        stand.At(EightHours + 1_000);
        var writer = new StateWriter();
        stand.Venue.VisitState(writer);
        var fresh = new VenueStand();

        fresh.Venue.VisitState(new StateReader(writer.Words));

        Assert.That(VenueSession.DigestOf(fresh.Venue), Is.EqualTo(VenueSession.DigestOf(stand.Venue)));
        Assert.That(fresh.Cash(), Is.EqualTo(stand.Cash()));
    }

    private static void Announce(VenueStand stand, long rate, long timeMs)
    {
        var mark = Event.Create(EventKind.Mark, new TimestampNs(stand.NowMs * 1_000_000), new InstrumentId(0));
        mark.Mark.MarkPrice = new FinePrice(100 * FinePrice.Scale);
        mark.Mark.FundingRate = new Rate(rate);
        mark.Mark.NextFundingTime = new TimestampNs(timeMs * 1_000_000);
        stand.Feed(mark);
    }
}
