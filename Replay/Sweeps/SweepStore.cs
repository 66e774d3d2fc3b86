using System.Globalization;
using System.Text;
using System.Text.Json;
using Engine.Model.State;

namespace Replay.Sweeps;

/// <summary>Keeps the runs of a sweep in a folder, so that one that was broken off goes on. One thread.</summary>
/// <remarks>
/// <c>sweep.txt</c> says what the sweep is, a line for each fact; a sweep that differs in one is refused by its name.
/// <c>runs.log</c> has a line for each finished run: its checksum (XXH64) and its figures as JSON, handed to the kernel
/// at once. A line that a crash cut short at the end is dropped and that run repeated; a damaged line before the end is
/// an error, because nothing that this program does makes one.
/// </remarks>
internal sealed class SweepStore : IDisposable
{
    private const string FactsName = "sweep.txt";
    private const string RunsName = "runs.log";
    private const int HashLength = 16;

    private readonly FileStream _runs;

    private SweepStore(FileStream runs, IReadOnlyList<SweepRow> rows)
    {
        _runs = runs;
        Rows = rows;
    }

    /// <summary>The runs that were there.</summary>
    internal IReadOnlyList<SweepRow> Rows { get; }

    /// <summary>Opens or makes the folder of a sweep.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="facts">What the sweep is: name and value of everything that decides its figures.</param>
    /// <exception cref="SweepException">It holds another sweep or something else, is damaged or in use.</exception>
    internal static SweepStore Open(string folder, IReadOnlyList<KeyValuePair<string, string>> facts)
    {
        RequireSweepOrEmpty(folder);
        Directory.CreateDirectory(folder);
        var runs = Lock(Path.Combine(folder, RunsName));
        try
        {
            RequireSame(folder, facts);
            return new SweepStore(runs, Read(runs, Path.Combine(folder, RunsName)));
        }
        catch
        {
            runs.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a run.</summary>
    internal void Append(SweepRow row)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(row, SweepJsonContext.Default.SweepRow);
        byte[] line = [.. Encoding.ASCII.GetBytes(Hash(json)), (byte)' ', .. json, (byte)'\n'];
        _runs.Write(line);
        _runs.Flush();
    }

    /// <inheritdoc />
    public void Dispose() => _runs.Dispose();

    private static void RequireSweepOrEmpty(string folder)
    {
        if (File.Exists(folder))
        {
            throw new SweepException($"{folder}: a file, but a sweep is kept in a folder; name another");
        }

        if (Directory.Exists(folder) && !File.Exists(Path.Combine(folder, FactsName))
            && Directory.EnumerateFileSystemEntries(folder).Any(path => Path.GetFileName(path) != RunsName))
        {
            throw new SweepException($"{folder}: it holds something other than a sweep; name an empty or a new folder");
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new SweepException(
                $"{path}: another process writes it; wait for it, or name another folder", isLocked: true,
                inner: exception);
        }
    }

    private static void RequireSame(string folder, IReadOnlyList<KeyValuePair<string, string>> facts)
    {
        var path = Path.Combine(folder, FactsName);
        if (!File.Exists(path))
        {
            // Whole or not at all: half of it would refuse the sweep that wrote it.
            var unfinished = path + ".partial";
            File.WriteAllLines(unfinished, facts.Select(Line));
            File.Move(unfinished, path, overwrite: true);
            return;
        }

        var kept = File.ReadAllLines(path);
        for (var i = 0; i < facts.Count; i++)
        {
            var there = i < kept.Length ? kept[i] : string.Empty;
            if (there != Line(facts[i]))
            {
                throw new SweepException(
                    $"{folder}: it keeps a sweep of another {facts[i].Key} ('{ValueOf(there)}', now "
                    + $"'{Escape(facts[i].Value)}'); name another folder");
            }
        }
    }

    private static string Line(KeyValuePair<string, string> fact) => $"{fact.Key}={Escape(fact.Value)}";

    private static string Escape(string value) => value.TrimEnd('\n').Replace("\n", "; ");

    private static string ValueOf(string line) => line[(line.IndexOf('=') + 1)..];

    private static List<SweepRow> Read(FileStream runs, string path)
    {
        var bytes = new byte[runs.Length];
        runs.ReadExactly(bytes);
        var rows = new List<SweepRow>();
        var start = 0;
        while (start < bytes.Length)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            var row = length < 0 ? null : Parse(bytes.AsSpan(start, length));
            if (row is null)
            {
                var isLast = length < 0 || start + length + 1 == bytes.Length;
                RequireTorn(isLast, path, rows.Count + 1);
                break;
            }

            rows.Add(row);
            start += length + 1;
        }

        runs.SetLength(start);
        runs.Seek(0, SeekOrigin.End);
        return rows;
    }

    private static void RequireTorn(bool isLast, string path, int line)
    {
        if (!isLast)
        {
            throw new SweepException(
                $"{path} line {line}: its checksum is wrong; delete that line to run it again, or the folder to run all",
                isDamaged: true);
        }
    }

    private static SweepRow? Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length <= HashLength + 1 || Encoding.ASCII.GetString(line[..HashLength]) != Hash(line[(HashLength + 1)..]))
        {
            return null;
        }

        return JsonSerializer.Deserialize(line[(HashLength + 1)..], SweepJsonContext.Default.SweepRow);
    }

    private static string Hash(ReadOnlySpan<byte> json) =>
        XxHash64.Hash(json).ToString("x16", CultureInfo.InvariantCulture);
}
