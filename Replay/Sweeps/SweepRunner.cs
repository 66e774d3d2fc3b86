using System.Diagnostics;
using System.Globalization;
using Journal;
using Journal.Reading;
using Replay.Recovery;
using Replay.Sessions;

namespace Replay.Sweeps;

/// <summary>Runs many backtests of one strategy, each split in a part that chooses and a part that judges.</summary>
public static class SweepRunner
{
    /// <summary>Runs a sweep; the caller's thread collects, as many others as asked work.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="progress">Hears how many of the items (points × splits) are finished; null for nobody.</param>
    /// <param name="token">Asks to stop: what is finished is kept.</param>
    /// <exception cref="RunConfigurationException">
    /// The split does not fit the journal, or no point at all could be run.
    /// </exception>
    /// <exception cref="SweepException">The folder that should keep it cannot be used.</exception>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static SweepResult Run(SweepRequest request, IRunProgress? progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Jobs < 1)
        {
            throw new RunConfigurationException($"--jobs {request.Jobs}: at least one is needed");
        }

        var started = Stopwatch.GetTimestamp();
        var span = JournalSpan.Of(JournalReader.Open(request.JournalPath));
        var folds = request.Split.FoldsOf(span);
        using var store = request.OutPath is null ? null : SweepStore.Open(request.OutPath, FactsOf(request, span));
        var rows = new SweepRow?[request.Grid.Count, folds.Count];
        var resumed = 0;
        foreach (var row in store?.Rows ?? [])
        {
            resumed += rows[row.Point, row.Fold] is null ? 1 : 0;
            rows[row.Point, row.Fold] = row;
        }

        Run(request, folds, rows, store, progress, token);
        var table = new SweepTable(request, folds, rows);
        return table.ToResult(
            resumed, Stopwatch.GetElapsedTime(started).TotalSeconds, isStopped: token.IsCancellationRequested);
    }

    private static void Run(
        SweepRequest request, IReadOnlyList<SweepFold> folds, SweepRow?[,] rows, SweepStore? store,
        IRunProgress? progress, CancellationToken token)
    {
        var items = new List<(int Point, int Fold)>();
        for (var point = 0; point < request.Grid.Count; point++)
        {
            for (var fold = 0; fold < folds.Count; fold++)
            {
                if (rows[point, fold] is null)
                {
                    items.Add((point, fold));
                }
            }
        }

        var total = rows.Length;
        var done = total - items.Count;
        using var crew = new SweepCrew(request, folds, items, token);
        crew.Run(row =>
        {
            if (row is not null)
            {
                store?.Append(row);
                rows[row.Point, row.Fold] = row;
                done++;
            }

            progress?.Report(done, total);
        });
    }

    private static List<KeyValuePair<string, string>> FactsOf(SweepRequest request, JournalSpan span) =>
    [
        KeyValuePair.Create("journal", $"{span.JournalId} with {span.Events} events"),
        KeyValuePair.Create("strategy", request.Strategy),
        KeyValuePair.Create("grid", request.Grid.Description),
        KeyValuePair.Create("split", request.Split.Description),
        .. request.Facts,
    ];

    /// <summary>The compiled code that decides, as a fact of a sweep: figures of two programs are not mixed.</summary>
    /// <param name="catalog">Where strategies are found.</param>
    public static KeyValuePair<string, string> CodeFact(Engine.Strategies.StrategyCatalog catalog) =>
        KeyValuePair.Create("code", CodeIdentity.Hash(catalog).ToString("x16", CultureInfo.InvariantCulture));
}
