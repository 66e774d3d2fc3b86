using Adapters.Simulated.Generation;
using Engine.Host.Cli;
using Engine.Host.Progress;
using Journal;
using Journal.Writing;
using Replay.Statistics;

namespace Engine.Host.Commands;

/// <summary>Makes a generated market into a journal: of <c>generate</c> and of <c>demo</c>.</summary>
internal static class MarketFactory
{
    // One step is a few events; a look at the clock for each would show in the rate.
    private const int StepsPerLook = 4_096;

    /// <summary>Writes the journal.</summary>
    /// <exception cref="UsageException">An argument is out of its range.</exception>
    /// <exception cref="JournalException">The journal cannot be written.</exception>
    public static GenerateResult Make(GenerateOptions options, CommandContext context)
    {
        var settings = new GeneratorSettings
        {
            InstrumentCount = options.Instruments,
            EventCount = options.Events,
            Seed = options.Seed,
            EventsPerSecond = options.Rate,
        };
        var generator = CreateGenerator(settings);

        // From the arguments alone: the same arguments are the same journal, to the byte.
        var id = JournalId.Derive(
            $"generate instruments={settings.InstrumentCount} events={settings.EventCount} seed={settings.Seed} "
            + $"start={settings.StartTime.Value}"
            + (options.Rate == new GeneratorSettings().EventsPerSecond ? string.Empty : $" rate={options.Rate}"));
        using var writer = JournalWriter.Create(new JournalWriterOptions
        {
            Directory = options.Out,
            JournalId = id,
            CreatedTime = settings.StartTime,
            EngineVersion = EngineVersion.Text,
            Mode = JournalWriteMode.Offline,
        });
        using var progress = new ProgressLine(context, "generating");
        var sink = new LastTimeSink(new JournalEventSink(writer));
        var isComplete = Generate(generator, sink, settings.EventCount, progress, context.Token);
        writer.Complete();
        var seconds = progress.Elapsed.TotalSeconds;
        return new GenerateResult
        {
            Journal = options.Out,
            Id = id.ToString(),
            Instruments = settings.InstrumentCount,
            Events = generator.WrittenCount,
            Seed = settings.Seed,
            FirstTime = NumberText.Instant(settings.StartTime),
            LastTime = NumberText.Instant(sink.LastTime),
            ElapsedSeconds = seconds,
            EventsPerSecond = generator.WrittenCount / seconds,
            Interrupted = !isComplete,
        };
    }

    private static MarketGenerator CreateGenerator(GeneratorSettings settings)
    {
        try
        {
            return new MarketGenerator(settings);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            var sentence = exception.Message.Split(" (Parameter", 2)[0].ReplaceLineEndings(" ").TrimEnd('.');
            throw new UsageException($"{sentence}; {exception.ActualValue} is given", exception);
        }
    }

    private static bool Generate(
        MarketGenerator generator, LastTimeSink sink, long total, ProgressLine progress, CancellationToken token)
    {
        var steps = 0;
        while (generator.Step(sink))
        {
            if (++steps % StepsPerLook != 0)
            {
                continue;
            }

            progress.Report(generator.WrittenCount, total);
            if (token.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }
}
