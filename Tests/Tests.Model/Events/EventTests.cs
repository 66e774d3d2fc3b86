using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Model.Events;

[TestFixture]
internal sealed class EventTests
{
    [Test]
    public void Create_makes_a_zeroed_slot_that_ends_its_run()
    {
        var made = Event.Create(EventKind.Quote, new TimestampNs(7), new InstrumentId(3), EventFlags.Snapshot);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Kind, Is.EqualTo(EventKind.Quote));
            Assert.That(made.Time, Is.EqualTo(new TimestampNs(7)));
            Assert.That(made.VenueTime, Is.EqualTo(TimestampNs.Zero));
            Assert.That(made.Instrument, Is.EqualTo(new InstrumentId(3)));
            Assert.That(made.Flags, Is.EqualTo(EventFlags.Snapshot | EventFlags.LastOfRun));
            Assert.That(made.IsLastOfRun, Is.True);
            Assert.That(
                MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in made))[24..].ContainsAnyExcept((byte)0), Is.False);
        }
    }

    [Test]
    public void IsLastOfRun_is_no_where_the_flag_is_cleared()
    {
        var made = Event.Create(EventKind.BookLevel, new TimestampNs(7), new InstrumentId(3));

        made.Flags &= ~EventFlags.LastOfRun;

        Assert.That(made.IsLastOfRun, Is.False);
    }

    [TestCase(EventFlags.None, Side.Bid)]
    [TestCase(EventFlags.Ask, Side.Ask)]
    [TestCase(EventFlags.Ask | EventFlags.Maker, Side.Ask)]
    [TestCase(EventFlags.Maker | EventFlags.SideUnknown, Side.Bid)]
    public void Side_is_the_lowest_flag(EventFlags flags, Side side) =>
        Assert.That(Event.Create(EventKind.Trade, default, default, flags).Side, Is.EqualTo(side));

    [Test]
    public void Interval_is_the_high_byte_of_the_flags([Values] BarInterval interval)
    {
        var bar = Event.Create(EventKind.Bar, default, default, (EventFlags)((ushort)interval << 8));

        Assert.That(bar.Interval, Is.EqualTo(interval));
    }

    [Test]
    public void Class_is_defined_for_every_kind([Values] EventKind kind)
    {
        var expected = kind switch
        {
            EventKind.None => default,
            < EventKind.OrderAccepted => EventClass.Public,
            < EventKind.Tick => EventClass.Private,
            _ => EventClass.Control,
        };

        Assert.That(Event.Create(kind, default, default).Class, Is.EqualTo(expected));
    }

    [Test]
    public void Flags_of_the_low_byte_leave_the_interval_alone([Values] EventFlags flag) =>
        Assert.That((ushort)flag >> 8, Is.Zero);

    [Test]
    public void Text_views_share_the_payload()
    {
        var made = Event.Create(EventKind.ConfigText, default, InstrumentId.None);
        made.Text = Text40.From("a");

        Assert.That(made.BookLevel.Price, Is.EqualTo(new PriceTicks('a')));
    }
}
