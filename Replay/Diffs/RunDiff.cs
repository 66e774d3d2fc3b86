using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal;
using Journal.Inspection;
using Journal.Reading;
using Replay.Sessions;

namespace Replay.Diffs;

/// <summary>Finds where two runs part: in what they were told, in what they heard, in what they decided.</summary>
/// <remarks>
/// Sequences are not compared: a parameter more before the market moves them all. Events are compared from the first
/// market event on, one by one; commands by everything but the number of their cause. Behind the first difference the
/// runs are walked on, by decisions (with the times of their causes) and by public events alone, because a report that
/// comes one millisecond later is not yet another decision.
/// </remarks>
public sealed class RunDiff
{
    private const long ProgressMask = (1 << 16) - 1;

    private readonly DiffRequest _request;
    private readonly JournalReader _first;
    private readonly JournalReader _second;
    private readonly IRunProgress? _progress;
    private readonly CancellationToken _token;
    private readonly List<string> _warnings = [];
    private long _eventsAgreed;
    private long _decisionsAgreed;
    private bool _comparesWitnesses;

    private RunDiff(DiffRequest request, IRunProgress? progress, CancellationToken token)
    {
        _request = request;
        _first = JournalReader.Open(request.First);
        _second = JournalReader.Open(request.Second);
        _progress = progress;
        _token = token;
    }

    /// <summary>Compares two runs on the caller's thread.</summary>
    /// <exception cref="JournalException">A journal cannot be read or is damaged.</exception>
    /// <exception cref="RunConfigurationException">There is nothing to compare.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static DiffResult Run(DiffRequest request, IRunProgress? progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new RunDiff(request, progress, token).Run();
    }

    private DiffResult Run()
    {
        var (firstFacts, secondFacts) = (RunFacts.Of(_first), RunFacts.Of(_second));
        var configuration = RunFacts.Compare(firstFacts, secondFacts);
        AddWarnings();
        var from = (
            First: _request.FirstFrom ?? firstFacts.MarketStart,
            Second: _request.SecondFrom ?? secondFacts.MarketStart);
        _comparesWitnesses = configuration.Count == 0 && from.First == from.Second;
        var start = from;
        var difference = FindDifference(ref from);
        if (difference is null && _eventsAgreed == 0)
        {
            throw NothingCompared(start.First, start.Second);
        }

        var decision = difference is null or { What: "decision" } ? difference : FindDecision(from.First, from.Second);
        var input = difference is null or { What: "input" } ? difference : FindInput(from.First, from.Second);
        return new DiffResult
        {
            First = _request.First,
            Second = _request.Second,
            Identical = difference is null && configuration.Count == 0,
            EventsAgreed = _eventsAgreed,
            DecisionsAgreed = _decisionsAgreed,
            Configuration = configuration,
            FirstDifference = difference,
            FirstDecision = decision,
            FirstInput = input,
            Warnings = _warnings,
        };
    }

    /// <summary>Where not one event was looked at, nothing has been found identical.</summary>
    private RunConfigurationException NothingCompared(long firstFrom, long secondFrom)
    {
        var isWhole = _request is
        {
            FirstFrom: null, SecondFrom: null, FirstTo: long.MaxValue, SecondTo: long.MaxValue,
        };
        return new RunConfigurationException(isWhole
            ? $"nothing to compare: neither {_request.First} nor {_request.Second} has a market event"
            : $"nothing to compare: {_request.First} has no event {Range(firstFrom, _request.FirstTo)}, and "
                + $"{_request.Second} none {Range(secondFrom, _request.SecondTo)}; name another --from or --to");
    }

    private static string Range(long from, long to) =>
        to == long.MaxValue ? $"from {from} on" : $"from {from} to before {to}";

    /// <summary>Both runs side by side; the places where they part are left behind.</summary>
    private DiffPoint? FindDifference(ref (long First, long Second) from)
    {
        using var first = new RunSide(_first, from.First);
        using var second = new RunSide(_second, from.Second);
        while (true)
        {
            var (hasFirst, hasSecond) = (Move(first, _request.FirstTo), Move(second, _request.SecondTo));
            from = (hasFirst ? first.Sequence : from.First + 1, hasSecond ? second.Sequence : from.Second + 1);
            if (!hasFirst && !hasSecond)
            {
                AddTornTails(first, second);
                return null;
            }

            if (!hasFirst || !hasSecond)
            {
                return DiffPoint.Of("end", first, second);
            }

            if (!Bytes(in first.Event).SequenceEqual(Bytes(in second.Event)))
            {
                return DiffPoint.Of(WhatOf(in first.Event, in second.Event), first, second);
            }

            _eventsAgreed++;
            if (!AgreeInCommands(first.Commands, second.Commands))
            {
                return DiffPoint.Of("decision", first, second);
            }
        }
    }

    private bool AgreeInCommands(ReadOnlySpan<Command> first, ReadOnlySpan<Command> second)
    {
        int i = 0, j = 0;
        while (true)
        {
            i = _comparesWitnesses ? i : NextDecision(first, i);
            j = _comparesWitnesses ? j : NextDecision(second, j);
            if (i >= first.Length || j >= second.Length)
            {
                return i >= first.Length && j >= second.Length;
            }

            if (!AreSame(first[i], second[j]))
            {
                return false;
            }

            _decisionsAgreed += RunSide.IsCheckpoint(first[i]) ? 0 : 1;
            i++;
            j++;
        }
    }

    /// <summary>From where the runs part: the first decision that is not made on both sides at the same time.</summary>
    private DiffPoint? FindDecision(long firstFrom, long secondFrom)
    {
        using var first = new RunSide(_first, firstFrom);
        using var second = new RunSide(_second, secondFrom);
        int i = 0, j = 0;
        while (true)
        {
            var hasFirst = MoveToDecision(first, ref i, _request.FirstTo);
            var hasSecond = MoveToDecision(second, ref j, _request.SecondTo);
            if (!hasFirst && !hasSecond)
            {
                return null;
            }

            if (!hasFirst || !hasSecond || first.Event.Time != second.Event.Time
                || !AreSame(first.Commands[i], second.Commands[j]))
            {
                return DiffPoint.Of("decision", first, second);
            }

            _decisionsAgreed++;
            i++;
            j++;
        }
    }

    private DiffPoint? FindInput(long firstFrom, long secondFrom)
    {
        using var first = new RunSide(_first, firstFrom);
        using var second = new RunSide(_second, secondFrom);
        while (true)
        {
            var hasFirst = MoveToPublic(first, _request.FirstTo);
            var hasSecond = MoveToPublic(second, _request.SecondTo);
            if (!hasFirst && !hasSecond)
            {
                return null;
            }

            if (!hasFirst || !hasSecond || !Bytes(in first.Event).SequenceEqual(Bytes(in second.Event)))
            {
                return DiffPoint.Of("input", first, second);
            }
        }
    }

    private bool MoveToPublic(RunSide side, long to)
    {
        while (Move(side, to))
        {
            if (side.Event.Class == EventClass.Public)
            {
                return true;
            }
        }

        return false;
    }

    private bool MoveToDecision(RunSide side, ref int place, long to)
    {
        place = NextDecision(side.Commands, place);
        while (place >= side.Commands.Length)
        {
            if (!Move(side, to))
            {
                return false;
            }

            place = NextDecision(side.Commands, 0);
        }

        return true;
    }

    private bool Move(RunSide side, long to)
    {
        if (!side.MoveNext())
        {
            return false;
        }

        if (side.Sequence >= to)
        {
            side.Stop();
            return false;
        }

        if ((side.Sequence & ProgressMask) == 0)
        {
            _token.ThrowIfCancellationRequested();
            _progress?.Report(side.Sequence, total: 0);
        }

        return true;
    }

    private static int NextDecision(ReadOnlySpan<Command> commands, int place)
    {
        while (place < commands.Length && RunSide.IsCheckpoint(commands[place]))
        {
            place++;
        }

        return place;
    }

    private static bool AreSame(Command first, Command second)
    {
        (first.Cause, second.Cause) = (0, 0);
        return Bytes(in first).SequenceEqual(Bytes(in second));
    }

    private static ReadOnlySpan<byte> Bytes<T>(in T slot)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in slot));

    /// <summary>The side that comes first in time has what the other lacks; it names the difference.</summary>
    private static string WhatOf(in Event first, in Event second)
    {
        ref readonly var earlier = ref second.Time < first.Time ? ref second : ref first;
        return earlier.Class == EventClass.Private || (earlier.Time == Later(first, second)
            && (first.Class == EventClass.Private || second.Class == EventClass.Private))
                ? "answer"
                : earlier.Class == EventClass.Public ? "input" : "clock";
    }

    private static TimestampNs Later(in Event first, in Event second) =>
        first.Time > second.Time ? first.Time : second.Time;

    private void AddWarnings()
    {
        foreach (var (path, reader) in new[] { (_request.First, _first), (_request.Second, _second) })
        {
            if (reader.FirstSequence > 0)
            {
                _warnings.Add($"{path}: events 0 to {reader.FirstSequence - 1} were purged, with what it was told");
            }

            if (reader.CommandSegmentCount == 0 && RunMarks.Of(reader).IsRun)
            {
                throw new JournalException(
                    JournalErrorCategory.Data, Path.Combine(path, reader.LastCommandFile),
                    "the file is missing: the journal holds a run, and none of its commands",
                    "restore it from a copy, or make the run again");
            }

            if (reader.CommandSegmentCount == 0)
            {
                _warnings.Add($"{path}: the journal holds data alone; there are no decisions to compare");
            }
        }

        if (_first.Facts.EngineVersion != _second.Facts.EngineVersion)
        {
            _warnings.Add(
                $"made by engines of two versions: {_first.Facts.EngineVersion}, {_second.Facts.EngineVersion}");
        }
    }

    private void AddTornTails(RunSide first, RunSide second)
    {
        foreach (var (path, side) in new[] { (_request.First, first), (_request.Second, second) })
        {
            if (side.TornBytes > 0)
            {
                _warnings.Add($"{path}: ends in a torn tail of {side.TornBytes} bytes, which was not compared");
            }
        }
    }
}
