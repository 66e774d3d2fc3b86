using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Journal.Writing;

namespace Journal.Merging;

/// <summary>One merge under way. One thread.</summary>
internal sealed class MergePass
{
    private const int ReportEvery = 1 << 16;

    private readonly List<MergeSource> _sources;
    private readonly JournalWriter _writer;
    private readonly IProgress<long>? _progress;
    private readonly MergedDefinitions _definitions = new();
    private TimestampNs _clock = TimestampNs.MinValue;
    private long _leftOut;

    internal MergePass(List<MergeSource> sources, JournalWriter writer, IProgress<long>? progress)
    {
        _sources = sources;
        _writer = writer;
        _progress = progress;
    }

    internal MergeResult Run(CancellationToken cancellation)
    {
        _sources.ForEach(source => source.Advance());
        WriteHeadDefinitions();
        for (var count = 1; Next() is { } source; count++)
        {
            Take(source);
            source.Advance();
            if (count % ReportEvery == 0)
            {
                _progress?.Report(_writer.NextSequence);
                if (cancellation.IsCancellationRequested)
                {
                    return new MergeResult(_writer.NextSequence, _leftOut, IsComplete: false);
                }
            }
        }

        return new MergeResult(_writer.NextSequence, _leftOut, IsComplete: true);
    }

    /// <summary>What stands before the first market event of each journal, all at the earliest time there is.</summary>
    private void WriteHeadDefinitions()
    {
        foreach (var source in _sources)
        {
            if (source.HasRun && (_clock == TimestampNs.MinValue || source.Run[0].Time < _clock))
            {
                _clock = source.Run[0].Time;
            }
        }

        foreach (var source in _sources)
        {
            while (source.HasRun && source.Run[0].Class != EventClass.Public)
            {
                foreach (ref var slot in source.Run)
                {
                    slot.Time = _clock;
                }

                Take(source);
                source.Advance();
            }
        }
    }

    private MergeSource? Next()
    {
        // Few sources: a scan is as fast as a heap, and keeps the first of equals.
        MergeSource? best = null;
        foreach (var source in _sources)
        {
            if (source.HasRun && (best is null || source.IsBefore(best)))
            {
                best = source;
            }
        }

        return best;
    }

    private void Take(MergeSource source)
    {
        var run = source.Run;
        if (InstrumentRegistry.IsDefinition(run[0].Kind))
        {
            if (!_definitions.Take(source, run))
            {
                return;
            }
        }
        else if (run[0].Class == EventClass.Public)
        {
            foreach (ref var slot in run)
            {
                slot.Instrument = MergedDefinitions.InstrumentOf(source, slot.Instrument);
            }
        }
        else
        {
            RefuseRun(source);
            _leftOut += run.Length;
            return;
        }

        foreach (ref var slot in run)
        {
            // Slots of one run may differ in time; the first places it, and time never goes backwards.
            _clock = slot.Time > _clock ? slot.Time : _clock;
            slot.Time = _clock;
        }

        _writer.AppendEvents(run);
    }

    private static void RefuseRun(MergeSource source)
    {
        ref readonly var slot = ref source.Run[0];
        var isRun = slot.Class == EventClass.Private
            || slot.Kind is EventKind.StrategyDefined or EventKind.StrategyInstrument or EventKind.ParameterSet
                or EventKind.StrategyDocument or EventKind.StrategyCode
            || (slot.Kind == EventKind.SessionStarted && slot.SessionStarted.Mode != RunMode.None);
        if (isRun)
        {
            throw new JournalException(
                JournalErrorCategory.Usage, source.Reader.Directory,
                $"the journal of a run ({slot.Kind} at sequence {source.Sequence}), "
                + "and only journals of data are merged",
                "merge the journals that import and generate made");
        }
    }
}
