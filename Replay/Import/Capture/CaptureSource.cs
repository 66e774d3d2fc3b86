using Adapters.Binance.Parsing;
using Adapters.Binance.Stream;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Import.Files;
using Replay.Import.Sources;

namespace Replay.Import.Capture;

/// <summary>
/// A recording as a stream of runs, through the parser and the synchroniser of the live adapter. One thread.
/// </summary>
internal sealed class CaptureSource : ImportSource
{
    // The deepest snapshot that the venue gives has 5,000 levels a side.
    private const int ScratchSlots = 16_384;
    private const double ResidueShareMax = 0.01;
    private const long ResidueCountMin = 100;

    private readonly Event[] _scratch = new Event[ScratchSlots];
    private readonly BinanceFrameParser _parser;
    private readonly CaptureBook[] _books;
    private readonly ImportRequest _request;
    private long _levels;
    private long _residues;

    internal CaptureSource(
        LineReader lines, IReadOnlyList<Instrument> instruments, SourceSetup setup)
        : base(lines, setup.Request, setup.Facts)
    {
        _request = setup.Request;
        _parser = new BinanceFrameParser(instruments[0].Venue, instruments);
        _books = [.. instruments.Select(instrument =>
            new CaptureBook(instrument, Output, setup.Continued.Contains(instrument.Symbol)))];
    }

    /// <inheritdoc />
    protected override bool ReadMore()
    {
        if (!Lines.TryRead(out var line))
        {
            Finish();
            return false;
        }

        Facts.Rows++;
        if (line.IsEmpty)
        {
            Facts.CountIgnored("empty line");
            return true;
        }

        if (!CaptureLine.TrySplit(line, out var localTimeNs, out var message))
        {
            Refuse(ParseStatus.Malformed, BinanceMessage.Unknown, "does not start with a local time in ns and a blank");
            return true;
        }

        Take(message, new TimestampNs(localTimeNs));
        return true;
    }

    private void Take(ReadOnlySpan<byte> message, TimestampNs received)
    {
        var status = _parser.Parse(message, _scratch, out var frame);
        if (status == ParseStatus.UnknownSymbol && frame.Message == BinanceMessage.DepthSnapshot && _books.Length == 1)
        {
            status = _parser.ParseSnapshot(message, 0, _scratch, out frame);
        }

        var now = Clock.StampReceived(received, status == ParseStatus.Ok ? frame.SendTime : TimestampNs.Zero);
        switch (status)
        {
            case ParseStatus.Ok:
                Accept(in frame, now);
                break;
            case ParseStatus.Ignored:
                Facts.CountIgnored(ReasonOf(frame.Message));
                break;
            case ParseStatus.UnknownSymbol when frame.Message == BinanceMessage.DepthSnapshot:
                throw ImportException.BadData(
                    Lines.File.Path,
                    Lines.Row,
                    "a snapshot that names no symbol, in a recording of several",
                    "give SYMBOL=FILE");
            case ParseStatus.UnknownSymbol:
                Facts.CountIgnored("symbol not asked for");
                break;
            default:
                Refuse(status, frame.Message, ProblemOf(status));
                break;
        }
    }

    private void Accept(in BinanceFrame frame, TimestampNs now)
    {
        var book = _books[frame.Symbol];
        var events = _scratch.AsSpan(0, frame.Count);
        _levels += frame.Message is BinanceMessage.DepthUpdate or BinanceMessage.DepthSnapshot ? frame.Count : 0;
        _residues += frame.ResidueCount;
        switch (frame.Message)
        {
            case BinanceMessage.DepthUpdate:
                if (book.TakeBreak())
                {
                    book.Synchroniser.OnLost(0, now);
                }

                var ids = new DepthMessage(frame.FirstUpdateId, frame.LastUpdateId, frame.PreviousUpdateId);
                Count(book.Synchroniser.OnDelta(in ids, events, now), "book update older than the book");
                break;
            case BinanceMessage.DepthSnapshot:
                Count(
                    book.Synchroniser.OnSnapshot(frame.LastUpdateId, events, now),
                    "snapshot that the book did not need");
                break;
            case BinanceMessage.Trade or BinanceMessage.AggregateTrade:
                AcceptTrade(book, frame.Message == BinanceMessage.AggregateTrade, ref events[0], now);
                break;
            default:
                events[0].Time = now;
                Output.Publish(events);
                break;
        }
    }

    private void AcceptTrade(CaptureBook book, bool isAggregate, ref Event trade, TimestampNs now)
    {
        if (isAggregate && book.LastTradeId >= 0)
        {
            Facts.CountIgnored("aggregate of trades that are recorded singly");
            return;
        }

        ref var last = ref isAggregate ? ref book.LastAggregateId : ref book.LastTradeId;
        if (trade.Trade.Key.Low <= last)
        {
            Facts.CountDuplicate(book.Instrument.Id, Lines.Row, now);
            return;
        }

        last = trade.Trade.Key.Low;
        trade.Time = now;
        Output.Publish(new ReadOnlySpan<Event>(in trade));
    }

    private void Count(SyncResult result, string staleReason)
    {
        switch (result)
        {
            case SyncResult.Stale:
                Facts.CountIgnored(staleReason);
                break;
            case SyncResult.SnapshotTooOld:
                Facts.CountIgnored("snapshot older than the first book update");
                break;
            default:
                break;
        }
    }

    private void Refuse(ParseStatus status, BinanceMessage message, string problem)
    {
        var what = message == BinanceMessage.Unknown ? "the message " : $"{message} ";
        if (_request.IsLenient && status is not (ParseStatus.OffGrid or ParseStatus.TooLong))
        {
            Facts.CountRefused(ImportException.BadData(Lines.File.Path, Lines.Row, what + problem));
            return;
        }

        throw ImportException.BadData(
            Lines.File.Path,
            Lines.Row,
            what + problem,
            status switch
            {
                ParseStatus.OffGrid => "give --instruments of that time, --tick and --lot, or --grid-from-data",
                ParseStatus.TooLong => "split the recording",
                _ => "cut the line out, or give --lenient to skip such lines and count them",
            });
    }

    private void Finish()
    {
        foreach (var book in _books)
        {
            if (!book.Synchroniser.IsSynchronised && book.Synchroniser.HasSeenDeltas)
            {
                Facts.Warn(
                    $"the book of {book.Instrument.Name} ends without being whole: "
                    + "no snapshot joins its updates");
            }
        }

        if (_residues > ResidueCountMin && _residues > _levels * ResidueShareMax)
        {
            throw ImportException.BadData(
                Lines.File.Path,
                0,
                $"{_residues} of {_levels} book quantities do not lie on the grid of the lot",
                "give --instruments of that time, --tick and --lot, or --grid-from-data");
        }

        if (_residues > 0)
        {
            Facts.Warn(
                $"{_residues} of {_levels} book quantities held a residue below the lot, "
                + "which was dropped");
        }

        if (Lines.EndedInsideLine)
        {
            Facts.Warn("does not end with a line end: messages may be missing");
        }
    }

    private static string ProblemOf(ParseStatus status) => status switch
    {
        ParseStatus.MissingField => "lacks a field that it must have",
        ParseStatus.OffGrid => "has a price or quantity off the grid",
        ParseStatus.OutOfRange => "has a number that is negative, zero or too large, or contradicts another",
        ParseStatus.TooLong => $"has more than {ScratchSlots} levels",
        _ => "is cut off or not the JSON that Binance sends",
    };

    private static string ReasonOf(BinanceMessage message) => message switch
    {
        BinanceMessage.ControlReply => "control reply",
        BinanceMessage.Kline => "bar still open",
        BinanceMessage.PartialDepth => "partial book",
        BinanceMessage.Trade => "trade outside the market (insurance fund, deleveraging)",
        BinanceMessage.ServerShutdown => "shutdown notice",
        BinanceMessage.Unknown => "message of a kind that is not used",
        _ => "other product",
    };
}
