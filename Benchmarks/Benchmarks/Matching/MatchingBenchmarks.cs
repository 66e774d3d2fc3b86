using System.IO.Compression;
using System.Runtime.InteropServices;
using Adapters.Simulated.Matching;
using Benchmarks.Harness;
using Engine.Model.Units;

namespace Benchmarks.Matching;

/// <summary>The matching engine on the neutral workload; one thread.</summary>
public static class MatchingBenchmarks
{
    private const string Name = "matching/3m";
    private const string Workload = "bench/matching-3m.cmd.gz";

    private const string Method =
        "3,000,000 commands for one book from memory (81 % moves, 11 % limits, 5 % cancels, 3 % immediate-or-cancel; "
        + "about 1,000 live orders), all events told to a sink that adds them up; one thread";

    // Independent books have agreed on these.
    private const long Trades = 237_488;
    private const long Volume = 2_117_295;
    private const int Live = 1_001;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new(Name, "How many commands a second does one book match?", Run),
    ];

    private static IReadOnlyList<BenchmarkEntry> Run(BenchmarkOptions options)
    {
        var path = SharedFiles.Find(Workload);
        if (path is null)
        {
            return SharedFiles.LeaveOut(Name, Workload, options);
        }

        var commands = Read(path);
        var book = new MatchingBook();
        var told = default(TallySink);
        var runs = Alternation.Run(options.Runs, 2, () =>
        {
            book.Clear();
            var sink = default(TallySink);
            var meter = RunMeter.Start();
            Match(book, commands, ref sink);
            var result = meter.StopAsRate(commands.Length);
            told = sink;
            return result;
        });
        if ((told.Trades, told.Volume, book.OrderCount) != (Trades, Volume, Live))
        {
            throw new InvalidOperationException(
                $"The book disagrees with the others: {told.Trades} trades, volume {told.Volume}, "
                + $"{book.OrderCount} live, where they have {Trades}, {Volume}, {Live}.");
        }

        return
        [
            runs[0].ToEntry(Name, "/s", Method, options),
            Control("trades", told.Trades, options),
            Control("volume", told.Volume, options),
            Control("live", book.OrderCount, options),
        ];
    }

    private static BenchmarkEntry Control(string what, long value, BenchmarkOptions options) =>
        new Measurement([value], 0).ToEntry(
            $"{Name}/{what}", what == "volume" ? "lots" : "count", "Control value of that run", options);

    private static void Match(MatchingBook book, ReadOnlySpan<MatchCommandRecord> commands, ref TallySink sink)
    {
        foreach (ref readonly var command in commands)
        {
            switch (command.Operation)
            {
                case MatchCommandRecord.Move:
                    book.Move(command.Id, new PriceTicks(command.Price), ref sink);
                    break;
                case MatchCommandRecord.Cancel:
                    book.Cancel(command.Id, ref sink);
                    break;
                default:
                    Place(book, in command, ref sink);
                    break;
            }
        }
    }

    private static void Place(MatchingBook book, in MatchCommandRecord command, ref TallySink sink) => book.Place(
        new MatchRequest
        {
            Id = command.Id,
            Side = (Side)command.Side,
            Price = new PriceTicks(command.Price),
            Quantity = new QtyLots(command.Lots),
            Instruction = command.Operation == MatchCommandRecord.ImmediateOrCancel
                ? MatchInstruction.ImmediateOrCancel
                : MatchInstruction.GoodTillCanceled,
        },
        ref sink);

    private static MatchCommandRecord[] Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return MemoryMarshal.Cast<byte, MatchCommandRecord>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).ToArray();
    }
}
