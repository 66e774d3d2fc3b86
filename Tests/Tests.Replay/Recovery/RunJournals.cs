using Adapters.Simulated.Venue;
using Engine.Model.Events;
using Engine.Model.Units;
using Engine.Strategies;
using Journal;
using Journal.Reading;
using Journal.Writing;
using Replay.Backtests;
using Replay.Recovery;
using Replay.Sessions;
using Tests.Replay.Sessions;

namespace Tests.Replay.Recovery;

/// <summary>Journals of runs in many small segments, to recover and to purge.</summary>
internal static class RunJournals
{
    public static ShadowOptions Options(long every = 0, long? at = null, int keep = 0) => new()
    {
        EngineVersion = "test",
        EveryEvents = every,
        At = at,
        Keep = keep,
    };

    /// <summary>A backtest with both strategies, kept in segments of a size.</summary>
    public static string Make(
        TempJournals journals, string name, long events = 30_000, long seed = 1, long segmentBytes = 256 << 10,
        StrategyCatalog? catalog = null, SimulationSettings? simulation = null, params StrategyChoice[] strategies)
    {
        var market = MarketTape.Generate(journals[$"{name}-market"], instruments: 2, events, seed);
        BacktestRunner.Run(
            new BacktestRequest
            {
                JournalPath = market,
                Strategies = strategies.Length > 0
                    ? strategies
                    : [new StrategyChoice("market-maker"), new StrategyChoice("momentum")],
                Catalog = catalog ?? StrategyCatalog.BuiltIn,
                EngineVersion = "test",
                Simulation = simulation ?? new SimulationSettings(),
                Layout = RunLayout.Direct,
                OutPath = journals[$"{name}-run"],
            },
            null,
            CancellationToken.None);
        return Copy(journals[$"{name}-run"], journals[name], JournalWriteMode.Offline, segmentBytes);
    }

    /// <summary>The same events and commands in a journal of other segments; every frame flushed where live.</summary>
    public static string Copy(string from, string to, JournalWriteMode mode, long segmentBytes)
    {
        using var writer = JournalWriter.Create(MarketTape.Options(to) with
        {
            JournalId = JournalId.Derive(to),
            Mode = mode,
            SegmentSizeBytes = segmentBytes,
            FrameSlotsMax = 256,
            Epoch = 1,
        });
        var reader = JournalReader.Open(from);
        using var events = reader.OpenEvents();
        using var commands = reader.OpenCommands();
        while (events.TryReadFrame(out var frame))
        {
            writer.AppendEvents(frame);
        }

        while (commands.TryReadFrame(out var frame))
        {
            writer.AppendCommands(frame);
        }

        writer.Complete();
        return to;
    }

    /// <summary>All events of a journal.</summary>
    public static Event[] Events(string path)
    {
        List<Event> all = [];
        using var cursor = JournalReader.Open(path).OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            all.AddRange(frame);
        }

        return [.. all];
    }

    /// <summary>Makes snapshots of a journal to its end.</summary>
    public static IReadOnlyList<string> Snapshot(string path, ShadowOptions options)
    {
        using var replica = ShadowReplica.Open(path, options);
        while (replica.Advance() > 0)
        {
            // To the end.
        }

        Assert.That(replica.Fault, Is.Null);
        return [.. replica.Made.Select(entry => entry.Name)];
    }

    /// <summary>Turns a byte of a file over.</summary>
    public static void Damage(string path, long fromEnd = 100)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^(int)fromEnd] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    public static string Files(string path, string pattern) =>
        string.Join(' ', Directory.GetFiles(path, pattern).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    public static TimestampNs TimeOf(string path, long sequence)
    {
        using var cursor = JournalReader.Open(path).OpenEvents();
        cursor.SeekSequence(sequence);
        Assert.That(cursor.TryReadFrame(out var frame), Is.True);
        return frame[0].Time;
    }
}
