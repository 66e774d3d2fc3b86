using System.Diagnostics;
using Adapters.Binance.Parsing;
using Adapters.Binance.Stream;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Benchmarks.TickToOrder;

/// <summary>
/// Messages as a venue's frames: parsed on the engine's thread, changes of the book joined by their ids.
/// </summary>
internal sealed class FrameTicks : TickSource
{
    private const int ScratchSlots = 4_096;

    private readonly byte[][] _frames;
    private readonly BinanceFrameParser _parser;
    private readonly Event[] _scratch = new Event[ScratchSlots];
    private readonly int[] _events;
    private readonly byte[] _received;
    private readonly Relay _relay = new();
    private BookSynchroniser? _book;
    private int _message;

    /// <summary>Takes frames that the parser reads; a snapshot may stand bare among them.</summary>
    internal FrameTicks(byte[][] frames, BinanceFrameParser parser)
    {
        _frames = frames;
        _parser = parser;
        _events = new int[frames.Length];
        _received = new byte[frames.Max(frame => frame.Length)];
        for (var i = 0; i < frames.Length; i++)
        {
            Parse(_frames[i], out var frame);
            _events[i] = frame.Count;
        }
    }

    internal override int Count => _frames.Length;

    /// <summary>A frame counts by its levels; one without any as one.</summary>
    internal override int EventsOf(int message) => Math.Max(1, _events[message]);

    /// <summary>What the frames hold, decoded ahead; frames of single events.</summary>
    internal DecodedTicks Decode()
    {
        var events = new List<Event>(_frames.Length);
        for (var i = 0; i < _frames.Length; i++)
        {
            Parse(_frames[i], out var frame);
            events.AddRange(_scratch.AsSpan(0, frame.Count));
        }

        return new DecodedTicks([.. events]);
    }

    /// <summary>Begins a recording again: its first snapshot brings the book back.</summary>
    internal void Rewind() => _book = null;

    internal override void Receive(int message)
    {
        _message = message;
        _frames[message].CopyTo(_received.AsSpan());
    }

    internal override void Publish(IEventSink sink)
    {
        Parse(_received.AsSpan(0, _frames[_message].Length), out var frame);
        if (IsTimed)
        {
            ParsedAt = Stopwatch.GetTimestamp();
        }

        var slots = _scratch.AsSpan(0, frame.Count);
        switch (frame.Message)
        {
            case BinanceMessage.DepthUpdate:
                var ids = new DepthMessage(frame.FirstUpdateId, frame.LastUpdateId, frame.PreviousUpdateId);
                BookOf(sink).OnDelta(in ids, slots, TimestampNs.Zero);
                break;
            case BinanceMessage.DepthSnapshot:
                BookOf(sink).OnSnapshot(frame.LastUpdateId, slots, TimestampNs.Zero);
                break;
            default:
                sink.Publish(slots);
                break;
        }
    }

    private BookSynchroniser BookOf(IEventSink sink)
    {
        _relay.Sink = sink;
        return _book ??= new BookSynchroniser(
            _parser.Symbols.InstrumentAt(0).Id, _parser.Symbols.Venue, _relay);
    }

    private void Parse(ReadOnlySpan<byte> text, out BinanceFrame frame)
    {
        var status = _parser.Parse(text, _scratch, out frame);
        if (status == ParseStatus.UnknownSymbol && frame.Message == BinanceMessage.DepthSnapshot)
        {
            status = _parser.ParseSnapshot(text, 0, _scratch, out frame);
        }

        if (status != ParseStatus.Ok)
        {
            throw new InvalidDataException($"A frame of the recording is {status}.");
        }
    }

    /// <summary>The synchroniser keeps its sink, and each run of the benchmark has another.</summary>
    private sealed class Relay : IEventSink
    {
        internal IEventSink? Sink { get; set; }

        public SinkResult Publish(ReadOnlySpan<Event> run) => Sink!.Publish(run);
    }
}
