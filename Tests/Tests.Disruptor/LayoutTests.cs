using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Disruptor;

namespace Tests.Disruptor;

public sealed class LayoutTests
{
    [Test]
    public void SequenceCell_keeps_128_bytes_of_padding_on_both_sides()
    {
        Assert.Multiple(() =>
        {
            Assert.That((int)Marshal.OffsetOf<SequenceCell>(nameof(SequenceCell.Value)), Is.EqualTo(128));
            Assert.That((int)Marshal.OffsetOf<SequenceCell>(nameof(SequenceCell.Heed)), Is.EqualTo(136));
            Assert.That((int)Marshal.OffsetOf<SequenceCell>(nameof(SequenceCell.Parked)), Is.EqualTo(136));
            Assert.That((int)Marshal.OffsetOf<SequenceCell>(nameof(SequenceCell.Fencing)), Is.EqualTo(140));
            Assert.That((int)Marshal.OffsetOf<SequenceCell>(nameof(SequenceCell.Generation)), Is.EqualTo(144));
            Assert.That((int)Marshal.OffsetOf<SequenceCell>(nameof(SequenceCell.Vain)), Is.EqualTo(148));
            Assert.That(Unsafe.SizeOf<SequenceCell>(), Is.EqualTo(128 + 24 + 128));
        });
    }

    [Test]
    public void PaddedLongs_keeps_128_bytes_of_padding_on_both_sides()
    {
        Assert.Multiple(() =>
        {
            Assert.That((int)Marshal.OffsetOf<PaddedLongs>(nameof(PaddedLongs.First)), Is.EqualTo(128));
            Assert.That((int)Marshal.OffsetOf<PaddedLongs>(nameof(PaddedLongs.Second)), Is.EqualTo(136));
            Assert.That(Unsafe.SizeOf<PaddedLongs>(), Is.EqualTo(128 + 16 + 128));
        });
    }

    [Test]
    public void Sequence_lays_its_cell_out_as_declared()
    {
        var sequence = new Sequence();
        ref var cell = ref sequence.Cell;

        var valueOffset = Unsafe.ByteOffset(
            ref Unsafe.As<SequenceCell, byte>(ref cell), ref Unsafe.As<long, byte>(ref cell.Value));
        var parkedOffset = Unsafe.ByteOffset(
            ref Unsafe.As<SequenceCell, byte>(ref cell), ref Unsafe.As<int, byte>(ref cell.Parked));

        Assert.That((valueOffset, parkedOffset), Is.EqualTo(((nint)128, (nint)136)));
    }

    [Test]
    public void SingleProducerSequencer_lays_the_producers_fields_out_as_declared()
    {
        var sequencer = new SingleProducerSequencer("ring", 8, new HaltSignal());
        ref var fields = ref sequencer.ProducerFields;

        var offset = Unsafe.ByteOffset(
            ref Unsafe.As<PaddedLongs, byte>(ref fields), ref Unsafe.As<long, byte>(ref fields.First));

        Assert.That(offset, Is.EqualTo((nint)128));
    }

    [Test]
    public void ProcessorCell_keeps_128_bytes_of_padding_on_both_sides()
    {
        Assert.Multiple(() =>
        {
            Assert.That((int)Marshal.OffsetOf<ProcessorCell>(nameof(ProcessorCell.Next)), Is.EqualTo(128));
            Assert.That((int)Marshal.OffsetOf<ProcessorCell>(nameof(ProcessorCell.Available)), Is.EqualTo(136));
            Assert.That((int)Marshal.OffsetOf<ProcessorCell>(nameof(ProcessorCell.IsRunning)), Is.EqualTo(144));
            Assert.That(Unsafe.SizeOf<ProcessorCell>(), Is.EqualTo(128 + 24 + 128));
        });
    }

    [Test]
    public void BatchEventProcessor_lays_its_fields_out_as_declared()
    {
        var sequencer = new SingleProducerSequencer("ring", 8, new HaltSignal());
        var processor = new BatchEventProcessor<long, BatchLogOfLongs, SingleBarrier>(
            "stage", new RingBuffer<long>(8), sequencer, new SingleBarrier(sequencer.Cursor), default);
        ref var cell = ref processor.Cell;

        var offset = Unsafe.ByteOffset(
            ref Unsafe.As<ProcessorCell, byte>(ref cell), ref Unsafe.As<long, byte>(ref cell.Next));

        Assert.That(offset, Is.EqualTo((nint)128));
    }

    [Test]
    public void HaltSignal_keeps_128_bytes_of_padding_on_both_sides_of_its_flag()
    {
        ref var cell = ref new HaltSignal().Cell;

        var offset = Unsafe.ByteOffset(
            ref Unsafe.As<HaltCell, byte>(ref cell), ref Unsafe.As<bool, byte>(ref cell.IsHalted));

        Assert.That(offset, Is.EqualTo((nint)128));
        Assert.That(Unsafe.SizeOf<HaltCell>(), Is.EqualTo(128 + 8 + 128));
    }

    [Test]
    public unsafe void Parker_keeps_its_two_words_in_one_line_of_their_own()
    {
        for (var i = 0; i < 100; i++)
        {
            var words = new Parker().Words;

            Assert.That(words.Epoch % 8, Is.EqualTo((nuint)0), "Eight bytes that are aligned lie in one line.");
            Assert.That(words.SleeperCount - words.Epoch, Is.EqualTo((nuint)4));
            Assert.That(words.Epoch - words.BlockStart, Is.GreaterThanOrEqualTo((nuint)64));
            Assert.That(words.BlockEnd - words.SleeperCount, Is.GreaterThanOrEqualTo((nuint)64 + 4));
        }
    }

    [Test]
    public void OwnNext_touches_the_next_slot_only_while_that_is_free()
    {
        var ring = new RingBuffer<long>(4);
        var sequencer = new SingleProducerSequencer("ring", 4, new HaltSignal());
        sequencer.AddGating(new Sequence());
        sequencer.AttachSlots(ring);
        for (var i = 0; i < 4; i++)
        {
            ring[i] = -1;
        }

        sequencer.Claim(3, out var first);
        sequencer.Publish(first, 3);
        sequencer.OwnNext();
        sequencer.Claim(1, out var last);
        sequencer.Publish(last);
        sequencer.OwnNext();

        Assert.That((ring[0], ring[1], ring[2]), Is.EqualTo((-1L, -1L, -1L)), "What is not consumed stays.");
        Assert.That(ring[3], Is.EqualTo(-256L), "The free slot has lost its first byte.");
    }

    [Test]
    public unsafe void RingBuffer_aligns_its_slots_to_cache_lines()
    {
        for (var capacity = 2; capacity <= 1_024; capacity *= 2)
        {
            var ring = new RingBuffer<Slot>(capacity);

            Assert.That((nuint)Unsafe.AsPointer(ref ring[0]) % 64, Is.EqualTo((nuint)0));
        }
    }

    private readonly struct BatchLogOfLongs : IBatchHandler<long>
    {
        public void OnBatch(ReadOnlySpan<long> batch, long firstSequence, bool endOfBatch)
        {
        }
    }
}
