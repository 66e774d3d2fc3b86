using Engine.Core;
using Engine.Model.State;
using Journal;
using Journal.Reading;
using Journal.Writing;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>Runs strategies on the public events of a journal against the simulated venue.</summary>
public static class BacktestRunner
{
    /// <summary>Runs a backtest on the caller's thread (and the graph's own, where the layout is threaded).</summary>
    /// <exception cref="RunConfigurationException">The request does not fit the journal or the strategies.</exception>
    /// <exception cref="JournalException">The journal cannot be read, or the one to keep cannot be written.</exception>
    /// <exception cref="CoreFaultException">The journal's events are impossible, or an invariant is broken.</exception>
    public static BacktestResult Run(BacktestRequest request, IRunProgress? progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Run(request, JournalReader.Open(request.JournalPath), progress, token);
    }

    /// <summary>
    /// The same on a journal that is open already; the reader is used by this thread alone meanwhile.
    /// </summary>
    internal static BacktestResult Run(
        BacktestRequest request, JournalReader reader, IRunProgress? progress, CancellationToken token)
    {
        using var writer = request.OutPath is null ? null : JournalWriter.Create(WriterOptions(request, reader));
        try
        {
            var result = Run(request, reader, writer, progress, token);
            writer?.Complete();
            return result;
        }
        catch
        {
            // A run that failed has no result, and half a journal of it would only be in the way.
            writer?.Discard();
            throw;
        }
    }

    private static BacktestResult Run(
        BacktestRequest request, JournalReader reader, JournalWriter? writer, IRunProgress? progress,
        CancellationToken token)
    {
        using var session = new BacktestSession(request, reader, writer, progress, token);
        return session.Run(token);
    }

    /// <summary>
    /// Id and time of the kept journal follow from the arguments and the input: the same run, the same bytes.
    /// </summary>
    private static JournalWriterOptions WriterOptions(BacktestRequest request, JournalReader reader) => new()
    {
        Directory = request.OutPath!,
        JournalId = JournalId.Derive($"backtest {reader.Facts.JournalId} {Describe(request)}"),
        CreatedTime = reader.Facts.CreatedTime,
        EngineVersion = request.EngineVersion,
        Mode = JournalWriteMode.Offline,
        Epoch = 1,
    };

    private static string Describe(BacktestRequest request) => string.Join(
        ' ',
        [
            .. request.Strategies.Select(choice => $"{choice.Name}({Join(choice.Parameters)}){Documents(choice)}"),
            .. request.Instruments,
            request.Capital.Value.ToString(),
            Join(request.RiskLimits),
            Join(request.GuardLimits.Concat(request.OrderRules)),
            Join(request.SanitizerLimits),
            Join(request.AccountSettings),
            request.Simulation.ToString(),
            request.Range.IsWhole ? string.Empty : request.Range.ToString(),
        ]).TrimEnd();

    private static string Documents(StrategyChoice choice) =>
        string.Concat(choice.Documents.Select(document => $" {XxHash64.Hash(document.Span):x16}"));

    private static string Join(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join(',', pairs.Select(pair => $"{pair.Key}={pair.Value}"));
}
