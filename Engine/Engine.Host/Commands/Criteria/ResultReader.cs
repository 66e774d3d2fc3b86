using System.Text.Json;
using Engine.Host.Cli;

namespace Engine.Host.Commands.Criteria;

/// <summary>
/// Reads the JSON of a backtest as far as the criteria need it; what does not fit is named by its key.
/// </summary>
internal sealed class ResultReader
{
    /// <summary>What stands for standard input on the command line.</summary>
    public const string StandardInput = "-";

    private const long BytesMax = 1L << 30;

    private readonly string _path;

    private ResultReader(string path) => _path = path;

    /// <summary>The account, where it sums several runs, and each run.</summary>
    /// <param name="path">The file, or a hyphen for standard input.</param>
    /// <param name="context">Whose standard input it is.</param>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not the JSON of a backtest: names file and key.</exception>
    public static IReadOnlyList<JudgedRun> Read(string path, CommandContext context)
    {
        var reader = new ResultReader(path == StandardInput ? "standard input" : path);
        using var document = reader.Parse(path == StandardInput ? ReadInput(context) : ReadFile(path));
        return reader.RunsOf(document.RootElement);
    }

    /// <summary>Who waits for an input that does not come can still be interrupted.</summary>
    private static string ReadInput(CommandContext context)
    {
        var reading = Task.Run(() => context.OpenIn().ReadToEnd(), CancellationToken.None);
        Task.WaitAny([reading], context.Token);
        return reading.GetAwaiter().GetResult();
    }

    private static string ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException(Directory.Exists(path)
                ? $"{path}: that is a folder; name the file that `engine backtest --json` wrote"
                : $"{path}: there is no such file; `engine backtest … --json > {path}` writes one");
        }

        return new FileInfo(path).Length <= BytesMax
            ? File.ReadAllText(path)
            : throw new InvalidDataException($"{path}: too large to be the result of a backtest");
    }

    private JsonDocument Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new InvalidDataException($"{_path}: empty; it must be what `engine backtest --json` printed");
        }

        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"{_path} line {exception.LineNumber + 1}: not valid JSON: "
                + $"{exception.Message.Split(" LineNumber:", 2)[0].TrimEnd('.')}; "
                + "it must be what `engine backtest --json` printed",
                exception);
        }
    }

    private List<JudgedRun> RunsOf(JsonElement root)
    {
        var runs = Require(root, "runs", string.Empty);
        if (runs.ValueKind != JsonValueKind.Array || runs.GetArrayLength() == 0)
        {
            throw Wrong("runs", "must be an array of at least one run");
        }

        var judged = new List<JudgedRun>();
        foreach (var (index, run) in runs.EnumerateArray().Index())
        {
            judged.Add(RunOf(run, $"runs[{index}]"));
        }

        // Of one run the account is the same figures again.
        var hasAccount = root.TryGetProperty("account", out var account) && account.ValueKind != JsonValueKind.Null;
        if (hasAccount && judged.Count > 1)
        {
            judged.Insert(0, RunOf(account, "account"));
        }

        return judged;
    }

    private JudgedRun RunOf(JsonElement run, string place) => new(
        Text(run, "strategy", place),
        Text(run, "instrument", place),
        Trades(run, place),
        Number(run, "winRate", place),
        Number(run, "profitFactor", place),
        Number(run, "sharpe", place),
        Number(run, "maxDrawdownPct", place) ?? throw Wrong($"{place}.maxDrawdownPct", "must be a number"),
        run.TryGetProperty("returnSamples", out var samples) && samples.ValueKind == JsonValueKind.Number
            && samples.TryGetInt64(out var count) ? count : null);

    private JsonElement Require(JsonElement parent, string key, string place)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(place, "must be an object");
        }

        var path = place.Length == 0 ? key : $"{place}.{key}";
        return parent.TryGetProperty(key, out var value) ? value : throw Wrong(path, "is missing");
    }

    private string Text(JsonElement run, string key, string place)
    {
        var value = Require(run, key, place);
        return value.ValueKind == JsonValueKind.String
            ? value.GetString() ?? string.Empty
            : throw Wrong($"{place}.{key}", "must be a text");
    }

    private long Trades(JsonElement run, string place)
    {
        var value = Require(run, "trades", place);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var trades) && trades >= 0
            ? trades
            : throw Wrong($"{place}.trades", "must be a whole number, not negative");
    }

    private double? Number(JsonElement run, string key, string place)
    {
        var value = Require(run, key, place);
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
            _ => throw Wrong($"{place}.{key}", "must be a number or null"),
        };
    }

    private InvalidDataException Wrong(string key, string what)
    {
        var named = key.Length == 0 ? "the document" : $"'{key}'";
        return new InvalidDataException(
            $"{_path}: {named} {what}: it must be what `engine backtest --json` printed");
    }
}
