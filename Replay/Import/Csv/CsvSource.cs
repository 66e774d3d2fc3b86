using Adapters.Common.Stream;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Import.Sources;

namespace Replay.Import.Csv;

/// <summary>A csv file as a stream of runs. One thread.</summary>
internal sealed class CsvSource : ImportSource
{
    private const int GroupMax = 1 << 17;

    private readonly CsvFile _file;
    private readonly CsvMapper _mapper;
    private readonly BookPublisher? _book;
    private readonly long _latency;
    private Event[] _group = new Event[64];
    private int _grouped;

    internal CsvSource(
        CsvFile file, CsvMapper mapper, Instrument instrument, bool isLevels, ImportRequest request, ImportSummary summary)
        : base(file.Lines, request, summary)
    {
        _file = file;
        _mapper = mapper;
        _latency = request.FeedLatencyNs;
        _book = isLevels ? new BookPublisher(instrument.Id, Output) : null;
    }

    /// <inheritdoc />
    protected override bool ReadMore()
    {
        var slot = default(Event);
        if (!_file.TryRead())
        {
            PublishGroup();
            WarnIfCut();
            return false;
        }

        Summary.Rows++;
        if (!_mapper.TryMap(_file.Row, ref slot))
        {
            return true;
        }

        slot.Time = Clock.Stamp(slot.VenueTime + _latency);
        if (_book is null)
        {
            Output.Publish([slot]);
        }
        else
        {
            Group(in slot);
        }

        return true;
    }

    private void Group(in Event slot)
    {
        ref readonly var last = ref _group[Math.Max(_grouped - 1, 0)];
        if (_grouped > 0 && (last.Time != slot.Time || ((last.Flags ^ slot.Flags) & EventFlags.Snapshot) != 0))
        {
            PublishGroup();
        }

        if (_grouped == GroupMax)
        {
            throw _file.Row.Refuse($"more than {GroupMax} levels of one time", "is the time column the right one?");
        }

        if (_grouped == _group.Length)
        {
            Array.Resize(ref _group, _grouped * 2);
        }

        _group[_grouped++] = slot;
    }

    private void PublishGroup()
    {
        if (_grouped == 0 || _book is null)
        {
            return;
        }

        var levels = _group.AsSpan(0, _grouped);
        _grouped = 0;
        var updateId = levels[^1].BookLevel.LastUpdateId;
        var time = levels[^1].Time;
        if ((levels[^1].Flags & EventFlags.Snapshot) != 0)
        {
            _book.TryPublishSnapshot(updateId, levels, time);
            return;
        }

        levels[^1].Flags |= EventFlags.LastOfRun;
        _book.TryPublishDelta(updateId, levels, time);
    }
}
