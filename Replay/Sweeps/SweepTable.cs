using System.Globalization;
using System.Text;
using Engine.Model.State;
using Engine.Model.Units;
using Journal.Rendering;
using Replay.Sessions;
using Replay.Statistics;

namespace Replay.Sweeps;

/// <summary>
/// Makes the rows of a sweep into its table: points over all splits, ranked in sample, and the steps.
/// </summary>
internal sealed class SweepTable
{
    private const int FewTrades = 30;

    private readonly SweepRequest _request;
    private readonly IReadOnlyList<SweepFold> _folds;
    private readonly SweepRow?[,] _rows;
    private readonly List<SweepPoint> _points = [];
    private readonly List<string> _warnings = [];
    private readonly SweepMetric _rank;

    internal SweepTable(SweepRequest request, IReadOnlyList<SweepFold> folds, SweepRow?[,] rows)
    {
        _request = request;
        _folds = folds;
        _rows = rows;
        for (var point = 0; point < request.Grid.Count; point++)
        {
            if (PointOf(point) is { } whole)
            {
                _points.Add(whole);
            }
        }

        RequireAny();
        _rank = request.Rank;
        if (_points.Count > 0 && _points.TrueForAll(point => SweepMetrics.Of(point.InSample, _rank) is null))
        {
            _warnings.Add(
                $"{SweepMetrics.Name(_rank)} is not defined for any point (the parts are too short for it); points are "
                + "ranked by return");
            _rank = SweepMetric.ReturnPct;
        }

        // Where metric and return are the same, the order of the grid decides: the sort keeps it.
        _points = [.. _points.OrderBy(point => point, Comparer<SweepPoint>.Create(Compare))];
    }

    internal SweepResult ToResult(int resumed, double elapsedSeconds, bool isStopped)
    {
        var isInterrupted = isStopped && _points.Count < _request.Grid.Count;
        var steps = _folds.Select(StepOf).ToList();
        var tried = _points.Where(point => point.Error is null).Select(point => point.InSample!).ToList();
        var selection = SelectionBias.Of(tried);
        AddWarnings(selection, isInterrupted);
        return new SweepResult
        {
            Journal = _request.JournalPath,
            Strategy = _request.Strategy,
            Rank = SweepMetrics.Name(_rank),
            Split = Describe(),
            Trials = _request.Grid.Count,
            Completed = _points.Count,
            Resumed = resumed,
            Jobs = _request.Jobs,
            ElapsedSeconds = elapsedSeconds,
            Digest = DigestOf(),
            Selection = selection,
            Points = _points,
            Steps = steps,
            WalkForward = SweepFigures.Combine(
                [.. steps.Where(step => step.OutOfSample is not null).Select(step => step.OutOfSample!)]),
            Assumptions = _request.Assumptions,
            Warnings = _warnings,
            Interrupted = isInterrupted,
            Out = _request.OutPath,
            Grid = _request.Grid,
            Metric = _rank,
        };
    }

    private int Compare(SweepPoint left, SweepPoint right) =>
        SweepMetrics.Compare(Ranked(left), Ranked(right), _rank);

    /// <summary>
    /// Figures of a strategy that was disabled on the way are shown, and never rank before whole ones.
    /// </summary>
    private static SweepFigures? Ranked(SweepPoint point) => point.Error is null ? point.InSample : null;

    /// <summary>A point whose runs are all there; null for one that was not finished.</summary>
    private SweepPoint? PointOf(int point)
    {
        var rows = new List<SweepRow>();
        for (var fold = 0; fold < _folds.Count; fold++)
        {
            if (_rows[point, fold] is not { } row)
            {
                return null;
            }

            rows.Add(row);
        }

        var error = rows.FirstOrDefault(row => row.Error is not null)?.Error;
        var inSample = error is null ? SweepFigures.Combine([.. rows.Select(row => row.InSample!)]) : null;
        var outOfSample = error is null ? SweepFigures.Combine([.. rows.Select(row => row.OutOfSample!)]) : null;
        return new SweepPoint
        {
            Index = point,
            Parameters = ParametersOf(point),
            InSample = inSample,
            OutOfSample = outOfSample,
            Error = error ?? FaultOf(inSample) ?? FaultOf(outOfSample),
        };
    }

    private static string? FaultOf(SweepFigures? figures) => figures?.Fault is { } fault
        ? $"the strategy threw an exception and was disabled: {fault}"
        : null;

    private Dictionary<string, string> ParametersOf(int point) => new(_request.Grid.ValuesOf(point));

    private WalkForwardStep StepOf(SweepFold fold)
    {
        SweepRow? best = null;
        for (var point = 0; point < _request.Grid.Count; point++)
        {
            if (_rows[point, fold.Index] is { Error: null, InSample.Fault: null } row
                && (best is null || SweepMetrics.Compare(row.InSample, best.InSample, _rank) < 0))
            {
                best = row;
            }
        }

        return new WalkForwardStep
        {
            InSampleFrom = IsoTime.Format(fold.InSample.From),
            OutOfSampleFrom = IsoTime.Format(fold.OutOfSample.From),
            OutOfSampleTo = IsoTime.Format(fold.OutOfSample.To),
            Point = best?.Point,
            Parameters = best is null ? null : ParametersOf(best.Point),
            InSample = best?.InSample,
            OutOfSample = best?.OutOfSample,
        };
    }

    private string DigestOf()
    {
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            text.Append(row?.InSample?.Digest).Append(row?.OutOfSample?.Digest).Append(row?.Error).Append('\n');
        }

        return XxHash64.Hash(Encoding.UTF8.GetBytes(text.ToString())).ToString("x16", CultureInfo.InvariantCulture);
    }

    private string Describe()
    {
        var split = _request.Split;
        var first = _folds[0];
        var text = split.IsWalkForward
            ? $"walk-forward, {NumberText.Count(_folds.Count)} steps: {Length(split.InSampleNs)} in sample, "
                + $"{Length(split.OutOfSampleNs)} out of sample"
            : $"in sample until {NumberText.Instant(first.OutOfSample.From)}, out of sample "
                + $"{NumberText.Percent(split.OutOfSampleShare * 100)} of the time after it";
        return split.WarmUpNs == 0 ? text : $"{text}; warm-up {Length(split.WarmUpNs)}";
    }

    private static string Length(long ns) => NumberText.Duration(ns / (double)TimestampNs.PerSecond);

    private void RequireAny()
    {
        if (_points.Count > 0 && _points.TrueForAll(point => point.InSample is null))
        {
            throw new RunConfigurationException($"no point could be run; the first says: {_points[0].Error}");
        }
    }

    private void AddWarnings(SelectionBias? selection, bool isInterrupted)
    {
        if (isInterrupted)
        {
            _warnings.Add($"interrupted: {_points.Count} of {_request.Grid.Count} points are complete");
        }

        var failed = _points.Count(point => point.Error is not null);
        if (failed > 0)
        {
            _warnings.Add($"{failed} of {_points.Count} points failed; their rows say why");
        }

        var best = _points.FirstOrDefault();
        if (best is { Error: null } && SweepMetrics.Of(best.OutOfSample, _rank) is null)
        {
            _warnings.Add(
                $"{SweepMetrics.Name(_rank)} is not defined for the best point out of sample (the parts are too short "
                + "for it); judge it by its return there");
        }

        if (selection is not null)
        {
            _warnings.Add(
                $"{selection.Trials} trials: the best of as many without any skill would be expected at a Sharpe ratio "
                + $"of {NumberText.Ratio(selection.ExpectedSharpeWithoutSkill)} in sample; the best here has "
                + $"{NumberText.Ratio(selection.BestSharpe)}"
                + (selection.DeflatedSharpe is { } deflated
                    ? $", deflated to {NumberText.Ratio(deflated)}"
                    : string.Empty));
        }

        if (best?.OutOfSample is { Trades: < FewTrades } judged)
        {
            _warnings.Add($"the best point has {judged.Trades} trades out of sample: too few to judge by");
        }
    }
}
