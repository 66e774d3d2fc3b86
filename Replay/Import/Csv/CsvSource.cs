using System.Text;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Import.Files;
using Replay.Import.Sources;

namespace Replay.Import.Csv;

/// <summary>A csv file as a stream of runs. One thread.</summary>
internal sealed class CsvSource : ImportSource
{
    private readonly CsvFile _file;
    private readonly CsvMapper _mapper;
    private readonly LevelGroup? _levels;
    private readonly EventSorter? _sorter;
    private readonly byte[] _symbol;
    private readonly bool _hasSymbol;
    private readonly bool _hasLocalTime;
    private readonly long _latency;
    private bool _isSorted;

    internal CsvSource(
        CsvFile file, CsvSchema schema, CsvMapper mapper, Instrument instrument, SourceSetup setup)
        : base(file.Lines, setup.Request, setup.Facts)
    {
        _file = file;
        _mapper = mapper;
        _latency = setup.Request.FeedLatencyNs + schema.KnownAfterNs;
        _symbol = Encoding.UTF8.GetBytes(instrument.Symbol);
        _hasSymbol = file.Row.Has(CsvField.Symbol);
        _hasLocalTime = file.Row.Has(CsvField.LocalTime);
        _levels = schema.Kind == CsvKind.Levels
            ? new LevelGroup(instrument.Id, Output, schema.SnapshotsContinue, setup.IsContinued)
            : null;
        _sorter = schema.Order == CsvOrder.Promised
            ? null
            : new EventSorter(usesKey: schema.Order == CsvOrder.ByTimeAndKey);
    }

    /// <summary>The refusal of a file whose last row may have been cut.</summary>
    internal static ImportException CutOff(LineReader lines) => ImportException.BadData(
        lines.File.Path,
        lines.Row,
        "the last row is not ended by a line end, so it may have been cut",
        "fetch the file again, end it with a line end, or give --lenient to leave the row out");

    /// <inheritdoc />
    public override void Dispose()
    {
        _sorter?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override bool ReadMore() => _sorter is null ? ReadRow() : TakeSorted(_sorter);

    private bool TakeSorted(EventSorter sorter)
    {
        while (!_isSorted)
        {
            if (!ReadRow())
            {
                sorter.Complete();
                _isSorted = true;
            }
        }

        if (!sorter.TryTake(out var row))
        {
            return false;
        }

        var slot = row.Slot;
        slot.Time = Clock.Stamp(slot.Time);
        Output.Publish([slot]);
        return true;
    }

    private bool ReadRow()
    {
        if (!_file.TryRead())
        {
            Finish();
            return false;
        }

        Facts.Rows++;
        try
        {
            Take(_file.Row);
        }
        catch (ImportException refusal)
        {
            Refuse(refusal);
        }

        return true;
    }

    private void Take(CsvRow row)
    {
        if (_hasSymbol && !row.IsSymbol(_symbol))
        {
            Facts.CountIgnored("symbol not asked for");
            return;
        }

        var slot = default(Event);
        if (!_mapper.TryMap(row, ref slot))
        {
            return;
        }

        if (_sorter is not null)
        {
            slot.Time = slot.VenueTime + _latency;
            _sorter.Add(in slot, row.Number);
            return;
        }

        var time = _hasLocalTime
            ? Clock.StampReceived(row.Time(CsvField.LocalTime), slot.VenueTime)
            : Clock.Stamp(slot.VenueTime + _latency);
        do
        {
            slot.Time = time;
            if (_levels is null)
            {
                Output.Publish([slot]);
            }
            else if (!_levels.TryAdd(in slot))
            {
                throw row.Refuse($"more than {LevelGroup.LevelsMax} levels of one time", "is the time column right?");
            }
        }
        while (_mapper.TryNext(ref slot));
    }

    private void Finish()
    {
        _levels?.Publish();
        if (_levels is { Early: > 0 } levels)
        {
            Facts.CountIgnored("book update before the first snapshot", levels.Early);
        }

        if (_file.WasCut)
        {
            Refuse(CutOff(Lines));
        }
    }
}
