using Benchmarks.Harness;
using Journal.Compression;

namespace Benchmarks.Journal;

/// <summary>What reading a journal costs, raw and compressed, beside what the system allows.</summary>
public static class JournalReadBenchmarks
{
    private const int EventCount = 4_000_000;

    private const string Checked =
        "A synthetic journal of 8 instruments read through the cursor: checksums, chain, order, runs; one thread";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        new("journal/read/warm", "How fast is verified reading from the page cache?", options => RunRead(
            options, "journal/read/warm", isCold: false)),
        new("journal/read/cold", "How fast from the device?", options => RunRead(
            options, "journal/read/cold", isCold: true)),
        new("journal/verify", "How fast does verify go through a journal?", RunVerify),
        new("journal/compress", "How much smaller is a cold segment, and how fast is it read?", RunCompress),
    ];

    private static List<BenchmarkEntry> RunRead(BenchmarkOptions options, string name, bool isCold)
    {
        if (isCold && !PageCache.IsSupported)
        {
            return [];
        }

        using var folder = new BenchFolder(options);
        var journal = folder["market"];
        var events = options.Scale(EventCount);
        ReadRuns.Generate(journal, events);
        var runs = Alternation.Run(
            options.Runs, 1,
            () => ReadRuns.Verified(Prepared(journal, isCold)),
            () => ReadRuns.Raw(Prepared(journal, isCold)[0], events));
        var where = isCold ? "files dropped from the page cache before each run" : "files in the page cache";
        return
        [
            runs[0].ToEntry(name, "/s", $"{Checked}; {where}", options),
            runs[1].ToEntry(name + "/raw", "/s", $"The same bytes read in blocks of 1 MB, unchecked; {where}", options),
            runs[0].DividedBy(runs[1]).ToEntry(
                name + "/vs-raw", "x", "Verified reading in terms of the unchecked, in the same rounds; paired",
                options),
        ];
    }

    private static List<BenchmarkEntry> RunVerify(BenchmarkOptions options)
    {
        using var folder = new BenchFolder(options);
        var journal = folder["market"];
        ReadRuns.Generate(journal, options.Scale(EventCount));
        var runs = Alternation.Run(options.Runs, 1, () => ReadRuns.Verify(journal));
        return
        [
            runs[0].ToEntry(
                "journal/verify", "/s", "Segments of 64 MB in the page cache, a thread for each processor", options),
        ];
    }

    private static List<BenchmarkEntry> RunCompress(BenchmarkOptions options)
    {
        using var folder = new BenchFolder(options);
        var data = RecordedFeeds.Find();
        var journals = data is null ? Generated(folder, options) : RecordedFeeds.Import(data, folder);
        var packed = journals.Select(Copy).ToList();
        var results = packed.Select(journal => JournalCompactor.Compact(journal)).ToList();
        var ratio = (double)results.Sum(result => result.BytesBefore) / results.Sum(result => result.BytesAfter);
        var what = data is null
            ? "A synthetic journal, for there are no recordings beside the repository"
            : "Recorded depth, trades and quotes of two pairs on two venues";
        var times = options.Scale(8);
        var runs = Alternation.Run(
            options.Runs, 1, () => ReadRuns.Verified(packed, times), () => ReadRuns.Verified(journals, times));
        return
        [
            new Measurement([ratio], 0).ToEntry(
                "journal/compress/ratio", "x", $"{what}: bytes of all segments before and after", options),
            runs[0].ToEntry(
                "journal/compress/decode", "/s", $"{what}: compressed segments read through the cursor, verified",
                options),
            runs[0].DividedBy(runs[1]).ToEntry(
                "journal/compress/decode/vs-warm", "x",
                "In terms of the verified read of the raw segments, in the same rounds; paired", options),
        ];
    }

    private static List<string> Generated(BenchFolder folder, BenchmarkOptions options)
    {
        var journal = folder["market"];
        ReadRuns.Generate(journal, options.Scale(EventCount));
        return [journal];
    }

    private static string Copy(string journal)
    {
        var copy = Directory.CreateDirectory(journal + "-packed").FullName;
        foreach (var path in Directory.GetFiles(journal))
        {
            File.Copy(path, Path.Combine(copy, Path.GetFileName(path)));
        }

        return copy;
    }

    private static string[] Prepared(string journal, bool isCold)
    {
        if (isCold)
        {
            PageCache.Drop(journal);
        }

        return [journal];
    }
}
