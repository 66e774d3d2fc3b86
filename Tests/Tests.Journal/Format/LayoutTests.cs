using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Events;
using Journal;
using Journal.Format;

namespace Tests.Journal.Format;

/// <summary>The layouts are the file format: a change here is a new format version.</summary>
internal sealed class LayoutTests
{
    [TestCase(nameof(FrameHeader.Magic), 0)]
    [TestCase(nameof(FrameHeader.Version), 4)]
    [TestCase(nameof(FrameHeader.Flags), 6)]
    [TestCase(nameof(FrameHeader.Count), 8)]
    [TestCase(nameof(FrameHeader.PreviousCrc), 12)]
    [TestCase(nameof(FrameHeader.FirstSequence), 16)]
    [TestCase(nameof(FrameHeader.FirstOrder), 24)]
    [TestCase(nameof(FrameHeader.LastOrder), 32)]
    [TestCase(nameof(FrameHeader.Epoch), 40)]
    [TestCase(nameof(FrameHeader.DurableWatermark), 48)]
    [TestCase(nameof(FrameHeader.PayloadCrc), 56)]
    [TestCase(nameof(FrameHeader.HeaderCrc), 60)]
    public void Frame_header_has_its_fields_where_the_format_says(string field, int offset)
    {
        Assert.That((int)Marshal.OffsetOf<FrameHeader>(field), Is.EqualTo(offset));
    }

    [TestCase(nameof(SegmentHeader.Magic), 0)]
    [TestCase(nameof(SegmentHeader.FormatVersion), 8)]
    [TestCase(nameof(SegmentHeader.MinReaderVersion), 10)]
    [TestCase(nameof(SegmentHeader.Stream), 12)]
    [TestCase(nameof(SegmentHeader.Checksum), 13)]
    [TestCase(nameof(SegmentHeader.Codec), 14)]
    [TestCase(nameof(SegmentHeader.SlotSizeBytes), 16)]
    [TestCase(nameof(SegmentHeader.PreviousCrc), 20)]
    [TestCase(nameof(SegmentHeader.JournalId), 24)]
    [TestCase(nameof(SegmentHeader.SegmentNumber), 40)]
    [TestCase(nameof(SegmentHeader.FirstSequence), 48)]
    [TestCase(nameof(SegmentHeader.Epoch), 56)]
    [TestCase(nameof(SegmentHeader.CreatedTime), 64)]
    [TestCase(nameof(SegmentHeader.DurableWatermark), 72)]
    public void Segment_header_has_its_fields_where_the_format_says(string field, int offset)
    {
        Assert.That((int)Marshal.OffsetOf<SegmentHeader>(field), Is.EqualTo(offset));
    }

    [Test]
    public void Sizes_are_those_of_the_format()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Unsafe.SizeOf<Event>(), Is.EqualTo(JournalFormat.SlotSizeBytes));
            Assert.That(Unsafe.SizeOf<Command>(), Is.EqualTo(JournalFormat.SlotSizeBytes));
            Assert.That(Unsafe.SizeOf<FrameHeader>(), Is.EqualTo(JournalFormat.FrameHeaderSizeBytes));
            Assert.That(Unsafe.SizeOf<SegmentHeader>(), Is.EqualTo(SegmentHeader.SizeBytes));
            Assert.That(Unsafe.SizeOf<JournalId>(), Is.EqualTo(JournalId.SizeBytes));
        });
    }

    [Test]
    public void Magics_spell_their_bytes_in_file_order()
    {
        Assert.Multiple(() =>
        {
            Assert.That(BitConverter.GetBytes(JournalFormat.FrameMagic), Is.EqualTo("FRM1"u8.ToArray()));
            Assert.That(
                BitConverter.GetBytes(JournalFormat.SegmentMagic),
                Is.EqualTo(new byte[] { 0x89, (byte)'J', (byte)'R', (byte)'N', (byte)'L', 0x0D, 0x0A, 0x1A }));
        });
    }

    [TestCase("events-000000000000002a.seg", JournalStream.Events, 42)]
    [TestCase("commands-0000000000000000.seg", JournalStream.Commands, 0)]
    public void Segment_names_carry_stream_and_first_sequence(string name, JournalStream stream, long first)
    {
        Assert.Multiple(() =>
        {
            Assert.That(SegmentName.Of(stream, first), Is.EqualTo(name));
            Assert.That(SegmentName.TryParse(name, out var parsed, out var sequence), Is.True);
            Assert.That((parsed, sequence), Is.EqualTo((stream, first)));
        });
    }

    [TestCase("events-2a.seg")]
    [TestCase("events-000000000000002a.seg.tmp")]
    [TestCase("events-800000000000002a.seg")]
    [TestCase("orders-000000000000002a.seg")]
    [TestCase("journal.lock")]
    public void Other_names_are_no_segments(string name)
    {
        Assert.That(SegmentName.TryParse(name, out _, out _), Is.False);
    }
}
