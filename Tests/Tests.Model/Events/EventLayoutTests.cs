using System.Reflection;
using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Model.Events;

/// <summary>
/// The event's layout is the journal's: a failure here means a new format version, never a new table.
/// </summary>
[TestFixture]
internal sealed class EventLayoutTests
{
    private const BindingFlags PublicInstance = BindingFlags.Public | BindingFlags.Instance;

    private static IEnumerable<FieldInfo> Views =>
        typeof(Event).GetFields(PublicInstance).Where(view => Layout.OffsetOf(view) == 24);

    private static IEnumerable<Type> PayloadTypes => typeof(Event).Assembly.GetTypes()
        .Where(type => type.IsValueType && type.IsPublic && type.Namespace == typeof(Bar).Namespace)
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    [Test]
    public void Event_keeps_its_header_and_its_size()
    {
        var header = Layout.Describe(typeof(Event)).Split('\n').Where(
            line => !line.StartsWith("  24", StringComparison.Ordinal));

        Assert.That(string.Join('\n', header), Is.EqualTo("""
            Event 64
               0  8 TimestampNs Time
               8  8 TimestampNs VenueTime
              16  2 EventKind Kind
              18  2 EventFlags Flags
              20  4 InstrumentId Instrument
            """));
    }

    [Test]
    public void Event_views_are_the_forty_bytes_behind_the_header()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var view in Views)
            {
                Assert.That(Layout.SizeOf(view.FieldType), Is.EqualTo(40), view.Name);
            }
        }
    }

    [Test]
    public void Event_shows_a_view_of_every_payload()
    {
        var shown = Views.Select(view => view.FieldType);

        Assert.That(
            PayloadTypes.Except(shown),
            Is.EquivalentTo(new[] { typeof(Text24), typeof(Text32), typeof(Text36), typeof(Hash256) }));
    }

    [Test]
    public void Payload_fields_neither_overlap_nor_leave_the_payload()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var type in PayloadTypes.Where(type => type.IsExplicitLayout))
            {
                var end = 0;
                foreach (var field in type.GetFields(PublicInstance).OrderBy(Layout.OffsetOf))
                {
                    Assert.That(Layout.OffsetOf(field), Is.GreaterThanOrEqualTo(end), $"{type.Name}.{field.Name}");
                    end = Layout.OffsetOf(field) + Layout.SizeOf(field.FieldType);
                }

                Assert.That(end, Is.LessThanOrEqualTo(40), type.Name);
            }
        }
    }

    [Test]
    public void Payload_fields_keep_their_places()
    {
        var actual = string.Join('\n', PayloadTypes.Where(type => type.IsExplicitLayout).Select(Layout.Describe));

        Assert.That(actual, Is.EqualTo(PayloadTable.Text));
    }

    [TestCase(typeof(Text24), 24)]
    [TestCase(typeof(Text32), 32)]
    [TestCase(typeof(Text36), 36)]
    [TestCase(typeof(Text40), 40)]
    [TestCase(typeof(Hash256), 32)]
    [TestCase(typeof(Key128), 16)]
    [TestCase(typeof(TimestampNs), 8)]
    [TestCase(typeof(PriceTicks), 8)]
    [TestCase(typeof(QtyLots), 8)]
    [TestCase(typeof(Money), 8)]
    [TestCase(typeof(Rate), 8)]
    [TestCase(typeof(FinePrice), 8)]
    [TestCase(typeof(OrderId), 8)]
    [TestCase(typeof(InstrumentId), 4)]
    [TestCase(typeof(AssetId), 4)]
    [TestCase(typeof(AccountId), 2)]
    [TestCase(typeof(StrategyId), 2)]
    public void Building_blocks_keep_their_size(Type type, int bytes) =>
        Assert.That(Layout.SizeOf(type), Is.EqualTo(bytes));

    [Test]
    public void Event_bytes_are_little_endian_in_the_documented_order()
    {
        var trade = Event.Create(
            EventKind.Trade, new TimestampNs(0x0102030405060708), new InstrumentId(0x0A0B0C0D), EventFlags.Ask);
        trade.VenueTime = new TimestampNs(0x1112131415161718);
        trade.Trade.Price = new PriceTicks(0x2122232425262728);
        trade.Trade.Quantity = new QtyLots(0x3132333435363738);
        trade.Trade.Key = new Key128(0x4142434445464748, 0x5152535455565758);

        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in trade));

        Assert.That(Convert.ToHexString(bytes), Is.EqualTo(
            "0807060504030201" + "1817161514131211" + "0501" + "0500" + "0D0C0B0A"
            + "2827262524232221" + "3837363534333231" + "4847464544434241" + "5857565554535251" + "0000000000000000"));
    }
}
