using System.Diagnostics;
using System.Runtime.InteropServices;
using Benchmarks.Harness;
using Benchmarks.Ring;
using Engine.Disruptor;
using Engine.Model.Events;
using Journal.Format;

namespace Benchmarks.Journal;

/// <summary>What this disk and this processor allow a journal: the figures that its own are set against.</summary>
internal static unsafe class DiskLimits
{
    private const int Page = 4_096;
    private const int Megabyte = 1 << 20;
    private const int FileBytes = 64 << 20;

    /// <summary>T: a page written into a file of zeros, and brought to the device.</summary>
    internal static HopRun SyncedPage(BenchFolder folder, int count) => Pages(folder, count, syncs: true);

    /// <summary>P: a page written into pages that the kernel has already.</summary>
    internal static HopRun CachedPage(BenchFolder folder, int count) => Pages(folder, count, syncs: false);

    /// <summary>W: megabytes one after the other, past the page cache; in bytes a second.</summary>
    internal static RunResult SequentialBytes(BenchFolder folder, int megabytes)
    {
        var path = MakeZeros(folder, "direct", Megabyte);
        var memory = (byte*)NativeMemory.AlignedAlloc(Megabyte, Page);
        try
        {
            var megabyte = new Span<byte>(memory, Megabyte);
            megabyte.Fill(0x5A);
            using var file = DirectFile.TryOpen(path) ?? File.OpenHandle(path, FileMode.Open, FileAccess.Write);
            var meter = RunMeter.Start();
            for (var i = 0; i < megabytes; i++)
            {
                RandomAccess.Write(file, megabyte, (long)i * Megabyte);
            }

            RandomAccess.FlushToDisk(file);
            return meter.StopAsRate((long)megabytes * Megabyte);
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
            File.Delete(path);
        }
    }

    /// <summary>E: events copied into frames and checksummed, in memory; in events a second.</summary>
    internal static RunResult FramedEvents(Event[] events, int count)
    {
        var frame = new byte[JournalFormat.FrameHeaderSizeBytes + (events.Length * JournalFormat.SlotSizeBytes)];
        var payload = frame.AsSpan(JournalFormat.FrameHeaderSizeBytes);
        var meter = RunMeter.Start();
        var framed = 0L;
        while (framed < count)
        {
            MemoryMarshal.AsBytes(events.AsSpan()).CopyTo(payload);
            ref var header = ref MemoryMarshal.AsRef<FrameHeader>(frame.AsSpan());
            header.FirstSequence = framed;
            header.PayloadCrc = Crc32C.Compute(payload);
            header.PreviousCrc = header.HeaderCrc;
            header.HeaderCrc = FrameHeader.CrcOf(in header);
            framed += events.Length;
        }

        return meter.StopAsRate(framed);
    }

    private static HopRun Pages(BenchFolder folder, int count, bool syncs)
    {
        var path = MakeZeros(folder, "pages", FileBytes);
        var page = new byte[Page];
        Array.Fill(page, (byte)0x5A);
        var histogram = new LogLinearHistogram();
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var meter = RunMeter.Start();
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, (long)i * Page % FileBytes);
            if (syncs)
            {
                RandomAccess.FlushToDisk(file);
            }

            histogram.Record(Pacer.ToNs(Stopwatch.GetTimestamp() - start));
        }

        return new HopRun(histogram, meter.BytesPerOp(count));
    }

    /// <summary>A file of zeros, on the device, its pages in the kernel.</summary>
    private static string MakeZeros(BenchFolder folder, string name, int bytes)
    {
        var path = folder[name];
        if (!File.Exists(path))
        {
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
            for (var offset = 0L; offset < bytes; offset += Megabyte)
            {
                RandomAccess.Write(file, new byte[Megabyte], offset);
            }

            RandomAccess.FlushToDisk(file);
        }

        return path;
    }
}
