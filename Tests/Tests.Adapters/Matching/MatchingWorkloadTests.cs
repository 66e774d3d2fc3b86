using System.IO.Compression;
using System.Runtime.InteropServices;
using Adapters.Simulated.Matching;
using Engine.Model.Units;
using Tests.Support;

namespace Tests.Adapters.Matching;

/// <summary>Three million commands on which independent books have agreed.</summary>
public sealed class MatchingWorkloadTests
{
    [Test]
    public void Book_gives_the_control_values_of_the_neutral_workload()
    {
        var path = SharedData.RequireFile("bench/matching-3m.cmd.gz");
        var book = new MatchingBook();
        var sink = default(CountingSink);
        foreach (ref readonly var record in Read(path))
        {
            CommandOf(record).Send(book, ref sink);
        }

        Assert.That((sink.Trades, sink.Volume, book.OrderCount), Is.EqualTo((237_488L, 2_117_295L, 1_001)));
    }

    private static MatchCommand CommandOf(in Record record) => new(
        record.Operation switch { 3 => MatchVerb.Cancel, 4 => MatchVerb.Move, _ => MatchVerb.Place },
        record.Id,
        record.Price,
        record.Lots)
    {
        Side = (Side)record.Side,
        Instruction = record.Operation == 2 ? MatchInstruction.ImmediateOrCancel : MatchInstruction.GoodTillCanceled,
    };

    private static ReadOnlySpan<Record> Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        return MemoryMarshal.Cast<byte, Record>(memory.ToArray());
    }

    [StructLayout(LayoutKind.Sequential, Pack = 8, Size = 32)]
    private readonly struct Record
    {
        public readonly int Operation;
        public readonly int Side;
        public readonly long Id;
        public readonly long Price;
        public readonly long Lots;
    }
}
