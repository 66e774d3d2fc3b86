using Adapters.Common.Parsing;
using Adapters.Common.Stream;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Import.Files;
using Replay.Import.Sources;

namespace Replay.Import.Bybit;

/// <summary>
/// Bybit's archive of order books as a stream of runs. One thread.
/// </summary>
/// <remarks>
/// A message's update id is one more than the last one's; where it is not, messages are missing: the book is reported
/// broken, and what follows is left out up to the next snapshot. The archive keeps no time of arrival: the venue's send
/// time and the feed's latency stand for it; the matching engine's time is the event's venue time.
/// </remarks>
internal sealed class BybitBookSource : ImportSource
{
    private readonly BybitBookParser _parser;
    private readonly Instrument _instrument;
    private readonly BookPublisher _book;
    private readonly long _latency;
    private long _lastUpdateId;
    private bool _isWhole;
    private bool _startsBroken;

    internal BybitBookSource(LineReader lines, Instrument instrument, SourceSetup setup)
        : base(lines, setup.Request, setup.Facts)
    {
        _instrument = instrument;
        _book = new BookPublisher(instrument.Id, Output);
        _parser = new BybitBookParser(instrument);
        _latency = setup.Request.FeedLatencyNs;
        _startsBroken = setup.IsContinued;
    }

    /// <inheritdoc />
    protected override bool ReadMore()
    {
        if (!Lines.TryRead(out var line))
        {
            return false;
        }

        Facts.Rows++;
        if (line.IsEmpty)
        {
            Facts.CountIgnored("empty line");
            return true;
        }

        var status = _parser.Parse(line);
        if (status != ParseStatus.Ok)
        {
            Refuse(RefusalOf(status));
        }
        else if (!_parser.IsOfSymbol)
        {
            Facts.CountIgnored("symbol not asked for");
        }
        else
        {
            Take(_parser);
        }

        return true;
    }

    private void Take(BybitBookParser message)
    {
        TimestampNs time;
        try
        {
            time = Clock.Stamp(message.SendTime + _latency);
        }
        catch (ImportException refusal)
        {
            Refuse(refusal);
            return;
        }

        var levels = message.Levels;
        foreach (ref var level in levels)
        {
            level.VenueTime = message.MatchTime != TimestampNs.Zero ? message.MatchTime : message.SendTime;
            level.Instrument = _instrument.Id;
            level.BookLevel.FirstUpdateId = message.UpdateId;
            level.BookLevel.LastUpdateId = message.UpdateId;
        }

        // The service restarts with update 1, which is a whole book whatever it calls itself.
        if (message.IsSnapshot || message.UpdateId == 1)
        {
            _book.TryPublishSnapshot(message.UpdateId, levels, time);
            _lastUpdateId = message.UpdateId;
            _isWhole = true;
            _startsBroken = false;
        }
        else
        {
            TakeDelta(message.UpdateId, levels, time);
        }
    }

    private void TakeDelta(long updateId, Span<Event> levels, TimestampNs time)
    {
        if (_isWhole && updateId <= _lastUpdateId)
        {
            Facts.CountIgnored("book update that came again");
            return;
        }

        if (_startsBroken || (_isWhole && updateId != _lastUpdateId + 1))
        {
            var expected = _isWhole ? _lastUpdateId + 1 : 0;
            _book.PublishGap(_isWhole ? updateId - expected : 0, expected, updateId, time);
            _isWhole = false;
            _startsBroken = false;
        }

        if (!_isWhole)
        {
            Facts.CountIgnored("book update without a whole book before it");
            return;
        }

        _lastUpdateId = updateId;
        if (!levels.IsEmpty)
        {
            levels[^1].Flags |= EventFlags.LastOfRun;
            _book.TryPublishDelta(updateId, levels, time);
        }
    }

    private ImportException RefusalOf(ParseStatus status)
    {
        const string OffGrid = "a price or quantity does not lie on the grid";
        return status switch
        {
            ParseStatus.OffGrid => ImportException.OffGrid(Lines.File.Path, Lines.Row, OffGrid),
            ParseStatus.OutOfRange => Bad("a number is negative, zero or too large"),
            ParseStatus.TooLong => Bad($"more than {BybitBookParser.LevelsMax} levels"),
            ParseStatus.MissingField => Bad("type, ts, data.s or data.u is missing"),
            _ => Bad("cut off, or not the JSON that Bybit sends"),
        };
    }

    private ImportException Bad(string problem) => ImportException.BadData(
        Lines.File.Path, Lines.Row, problem, "cut the line out, or give --lenient to skip such lines and count them");
}
