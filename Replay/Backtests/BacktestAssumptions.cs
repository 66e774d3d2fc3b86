using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal;
using Journal.Reading;
using Replay.Reports;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>What a backtest would rest on, without running it. Any thread.</summary>
public static class BacktestAssumptions
{
    /// <summary>The assumptions, in the order in which reports show them.</summary>
    /// <param name="request">
    /// Journal, instruments, capital, account and simulated venue; its strategies do not matter.
    /// </param>
    /// <exception cref="RunConfigurationException">A value or a name does not fit.</exception>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static IReadOnlyList<ReportFact> Of(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var preamble = new RunPreamble(TimestampNs.Zero);
        foreach (var (name, text) in request.AccountSettings)
        {
            preamble.AddAccountParameter(name, text);
        }

        var instruments = InstrumentChoice.Choose(Registry(request.JournalPath), request.Instruments);
        return VenueAssumptions.Of(request.Capital, request.Simulation, preamble.Settings, instruments);
    }

    /// <summary>The instruments that a journal defines before its market opens.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static InstrumentRegistry Registry(string journalPath)
    {
        var reader = JournalReader.Open(journalPath);
        return reader.ReadRegistry(FirstPublic(reader));
    }

    private static long FirstPublic(JournalReader reader)
    {
        using var cursor = reader.OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            for (var i = 0; i < frame.Length; i++)
            {
                if (frame[i].Class == EventClass.Public)
                {
                    return cursor.FirstSequence + i;
                }
            }
        }

        return cursor.NextSequence;
    }
}
