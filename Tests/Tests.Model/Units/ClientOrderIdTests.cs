using Engine.Model.Units;

namespace Tests.Model.Units;

/// <summary>Names of orders at a venue: they fit, they are read back, and they never repeat.</summary>
public sealed class ClientOrderIdTests
{
    [TestCase(1, 1, "eng00011")]
    [TestCase(35, 36, "eng000z10")]
    [TestCase(1_296, 46_655, "eng0100zzz")]
    public void ToText_is_prefix_epoch_in_four_digits_and_number(long epoch, long order, string expected)
    {
        Assert.That(Id(epoch, order).ToText("eng"), Is.EqualTo(expected));
    }

    [Test]
    public void ToText_of_the_largest_has_eighteen_letters_and_digits()
    {
        var text = Id(ClientOrderId.EpochMax, ClientOrderId.OrderMax).ToText("engn");

        Assert.That(text, Is.EqualTo("engnzzzzzzzzzzzzzz").And.Length.EqualTo(ClientOrderId.LengthMax));
    }

    [TestCase(0, 1)]
    [TestCase(ClientOrderId.EpochMax + 1, 1)]
    [TestCase(1, 0)]
    [TestCase(1, ClientOrderId.OrderMax + 1)]
    public void ToText_of_what_has_no_name_is_refused(long epoch, long order)
    {
        Assert.That(() => Id(epoch, order).ToText("eng"), Throws.TypeOf<OverflowException>());
    }

    [TestCase("")]
    [TestCase("1ab")]
    [TestCase("Eng")]
    [TestCase("en-g")]
    [TestCase("engin")]
    public void ToText_with_what_is_no_prefix_is_refused(string prefix)
    {
        Assert.That(() => Id(1, 1).ToText(prefix), Throws.ArgumentException);
    }

    [FsCheck.NUnit.Property]
    public bool TryParse_reads_back_what_was_written(uint epoch, ulong order)
    {
        var id = Id(1 + (epoch % ClientOrderId.EpochMax), 1 + (long)(order % ClientOrderId.OrderMax));

        return ClientOrderId.TryParse(id.ToText("e7"), "e7", out var read) && read == id;
    }

    // The boundary between epoch and number does not move: no two pairs have one text.
    [FsCheck.NUnit.Property(MaxTest = 1_000)]
    public bool Names_of_different_orders_differ_whatever_their_sessions(
        ushort epoch, ushort otherEpoch, ushort order, ushort otherOrder)
    {
        var (one, other) = (Id(1 + epoch, 1 + order), Id(1 + otherEpoch, 1 + otherOrder));

        return one == other == (one.ToText("eng") == other.ToText("eng"));
    }

    [Test]
    public void Names_of_many_sessions_and_orders_never_repeat()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var epoch = 1; epoch <= 40; epoch++)
        {
            // Each session begins with a number that the one before has used, too: its last events were lost.
            for (var order = 1; order <= 1_400; order++)
            {
                Assert.That(names.Add(Id(epoch, order).ToText("eng")), Is.True);
            }
        }
    }

    [TestCase("")]
    [TestCase("eng")]
    [TestCase("eng0001")]
    [TestCase("abc00011")]
    [TestCase("ENG00011")]
    [TestCase("eng000101")]
    [TestCase("eng00001")]
    [TestCase("eng0001-1")]
    [TestCase("eng0001zzzzzzzzzzzz")]
    public void TryParse_of_what_was_not_written_here_is_false(string text)
    {
        Assert.That(ClientOrderId.TryParse(text, "eng", out _), Is.False);
    }

    [Test]
    public void ToStranger_is_no_order_and_tells_the_name_again()
    {
        var id = Id(77, 1_234_567);
        var isStranger = ClientOrderId.TryFromStranger(id.ToStranger(), out var again);

        Assert.That((isStranger, again), Is.EqualTo((true, id)));
        Assert.That(ClientOrderId.TryFromStranger(new OrderId(1_234_567), out _), Is.False);
    }

    private static ClientOrderId Id(long epoch, long order) => new(epoch, new OrderId(order));
}
