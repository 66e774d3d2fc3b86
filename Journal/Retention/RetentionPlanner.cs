using Engine.Model.Units;
using Journal.Format;
using Journal.Reading;
using Journal.Snapshots;

namespace Journal.Retention;

/// <summary>Works out what may go. One plan, one thread.</summary>
internal sealed class RetentionPlanner
{
    private readonly JournalReader _reader;
    private readonly RetentionRule _rule;
    private readonly Action<JournalSnapshot> _prove;
    private readonly SnapshotStore _store;
    private readonly List<SnapshotEntry> _proved = [];
    private readonly List<string> _warnings = [];
    private int _keptEventSegment;
    private int _keptCommandSegment;

    internal RetentionPlanner(JournalReader reader, RetentionRule rule, Action<JournalSnapshot> prove)
    {
        _reader = reader;
        _rule = rule;
        _prove = prove;
        _store = new SnapshotStore(reader);
    }

    internal RetentionPlan Plan()
    {
        var end = _reader.CountEvents();
        var wanted = Math.Clamp(FindWanted(end), _reader.FirstSequence, end);
        ProveNewest();
        long? oldest = _proved.Count < SnapshotStore.KeptMin ? null : _proved[^1].Sequence;
        _keptEventSegment = SegmentOf(Math.Min(wanted, oldest ?? 0));
        var kept = _reader.EventSegments[_keptEventSegment].FirstSequence;
        _keptCommandSegment = FindCommandSegment(kept);
        return new RetentionPlan
        {
            Journal = _reader.Directory,
            FirstEvent = _reader.FirstSequence,
            EndEvent = end,
            WantedEvent = wanted,
            KeptEvent = kept,
            KeptTime = TimeOf(kept),
            RecoverySnapshot = _proved.Count > 0 ? _proved[0].Sequence : null,
            OldestKeptSnapshot = oldest,
            Files = Files(kept),
            HeldBack = HeldBack(wanted, oldest),
            Warnings = _warnings,
        };
    }

    /// <summary>The record of what the plan leaves.</summary>
    internal PurgeRecord Record() => new()
    {
        JournalId = _reader.Facts.JournalId,
        FirstEvent = _reader.EventSegments[_keptEventSegment].FirstSequence,
        EventSegmentNumber = _reader.FirstEventSegmentNumber + _keptEventSegment,
        FirstCommand = _reader.CommandSegmentCount == 0
            ? _reader.FirstCommandSequence
            : _reader.CommandSegments[_keptCommandSegment].FirstSequence,
        CommandSegmentNumber = _reader.FirstCommandSegmentNumber + _keptCommandSegment,
        SnapshotSequence = _proved[^1].Sequence,
    };

    private long FindWanted(long end)
    {
        if (_rule.KeepEvents is { } count)
        {
            return end - count;
        }

        var before = _rule.Before ?? DaysBefore(end);
        using var cursor = _reader.OpenEvents();
        cursor.SeekTime(before);
        return cursor.TryReadFrame(out _) ? cursor.FirstSequence : end;
    }

    private TimestampNs DaysBefore(long end)
    {
        var age = (Int128)_rule.KeepDays!.Value * TimestampNs.PerDay;
        return end > _reader.FirstSequence && TimeOf(end - 1) is { } last
            ? new TimestampNs((long)Int128.Max(last.Value - age, long.MinValue))
            : TimestampNs.MinValue;
    }

    private TimestampNs? TimeOf(long sequence)
    {
        using var cursor = _reader.OpenEvents();
        cursor.SeekSequence(sequence);
        return cursor.TryReadFrame(out var events) ? events[0].Time : null;
    }

    /// <summary>Reads and proves snapshots, the newest first, until there are as many as must be kept.</summary>
    private void ProveNewest()
    {
        foreach (var entry in _store.List())
        {
            if (_proved.Count == SnapshotStore.KeptMin)
            {
                return;
            }

            if (!_store.IsReachable(entry))
            {
                _warnings.Add($"{entry.Name} is of no use: the journal does not have the events beside it");
                continue;
            }

            try
            {
                _prove(_store.Read(entry));
                _proved.Add(entry);
            }
            catch (Exception exception) when (exception is InvalidDataException
                or JournalException { Category: JournalErrorCategory.Data })
            {
                _warnings.Add($"{entry.Name} cannot be used: {exception.Message}");
            }
        }
    }

    private int SegmentOf(long sequence)
    {
        var segments = _reader.EventSegments;
        var index = 0;
        while (index + 1 < segments.Count && segments[index + 1].FirstSequence <= sequence)
        {
            index++;
        }

        return index;
    }

    /// <summary>The first command segment with a command whose cause is kept; the last one stays in any case.</summary>
    private int FindCommandSegment(long keptEvent)
    {
        var segments = _reader.CommandSegments;
        if (segments.Count == 0)
        {
            return 0;
        }

        using var cursor = _reader.OpenCommands();
        cursor.SeekCause(keptEvent);
        var first = cursor.TryReadFrame(out _) ? cursor.FirstSequence : long.MaxValue;
        var index = 0;
        while (index + 1 < segments.Count && segments[index + 1].FirstSequence <= first)
        {
            index++;
        }

        return index;
    }

    private List<RetentionFile> Files(long keptEvent)
    {
        var files = new List<RetentionFile>();
        foreach (var left in _reader.Leftovers)
        {
            files.Add(new RetentionFile(
                left.Name, SizeOf(left.Name), left.FirstSequence, left.FirstSequence, FirstTime: null));
        }

        AddSegments(files, _reader.EventSegments, _keptEventSegment, JournalStream.Events);
        AddSegments(files, _reader.CommandSegments, _keptCommandSegment, JournalStream.Commands);
        foreach (var entry in _store.List())
        {
            // The events that follow it are gone, so nothing can go on from it.
            if (entry.Sequence < keptEvent)
            {
                files.Add(new RetentionFile(
                    entry.Name, _store.SizeOf(entry), entry.Sequence, entry.Sequence, FirstTime: null));
            }
        }

        return files;
    }

    private void AddSegments(
        List<RetentionFile> files, IReadOnlyList<SegmentEntry> segments, int kept, JournalStream stream)
    {
        for (var i = 0; i < kept; i++)
        {
            files.Add(new RetentionFile(
                segments[i].Name,
                SizeOf(segments[i].Name),
                segments[i].FirstSequence,
                segments[i + 1].FirstSequence,
                stream == JournalStream.Events ? TimeOf(segments[i].FirstSequence) : null));
        }
    }

    private long SizeOf(string name)
    {
        using var file = _reader.Storage.OpenRead(name);
        return file.Length;
    }

    private string HeldBack(long wanted, long? oldest)
    {
        if (_reader.EventSegments.Count == 1 || SegmentOf(wanted) == _keptEventSegment)
        {
            return string.Empty;
        }

        return oldest is { } sequence
            ? $"the snapshot at {sequence} is the older of the {SnapshotStore.KeptMin} that recovery relies on"
            : $"it has {_proved.Count} of the {SnapshotStore.KeptMin} proved snapshots that recovery must have to rely "
            + "on; `engine journal snapshot --at` makes one at an earlier event";
    }
}
