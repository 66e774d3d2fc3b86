using System.IO.Compression;
using System.Text;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Replay.Import;

namespace Tests.Replay.Import;

/// <summary>Files of its own for each test, and short ways to import them.</summary>
internal abstract class ImportFixture
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("import-tests-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    protected string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    protected string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    protected static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    protected static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return packed.ToArray();
    }

    protected static ImportRequest Request(string format, params string[] files) => new()
    {
        Format = format,
        Venue = VenueId.BinanceUsdM,
        Inputs = [.. files.Select(ImportInput.Parse)],
        Symbol = "BTCUSDT",
    };

    protected static ImportRequest Csv(CsvKind kind, string file, params string[] columns) =>
        Request("csv", file) with { Csv = new CsvOptions { Kind = kind, Columns = columns } };

    protected static ListSink Import(ImportRequest request) => Import(request, out _);

    protected static ListSink Import(ImportRequest request, out ImportSummary summary)
    {
        var sink = new ListSink();
        summary = ImportRunner.Run(request, sink, null, CancellationToken.None);
        return sink;
    }

    protected static ImportException Refusal(ImportRequest request) =>
        Assert.Throws<ImportException>(() => Import(request))!;

    protected static DecimalStep Step(string text) =>
        DecimalText.TryParseStep(Encoding.UTF8.GetBytes(text), out var step) == NumberStatus.Ok
            ? step
            : throw new ArgumentException(text, nameof(text));

    protected static long Ns(long milliseconds) => milliseconds * 1_000_000;

    protected static EventKind[] Kinds(ListSink sink) => [.. sink.Data.Select(e => e.Kind)];
}
