using System.Numerics;
using System.Runtime.InteropServices;
using Journal.Compression;
using Journal.Format;
using Journal.Storage;

namespace Journal.Reading;

/// <summary>
/// Reads one stream while another process, or thread, writes it: whole frames only, each after every check. One thread;
/// a call that finds nothing allocates nothing while the segment lasts. The writer never notices.
/// </summary>
/// <remarks>
/// What is not whole may be on its way. It counts as damaged only when something speaks for it that was written later,
/// a frame behind it or another segment, and it is still not right when it is read once more after that was seen.
/// </remarks>
internal sealed class StreamFollower<TSlot, TRules> : IDisposable
    where TSlot : unmanaged
    where TRules : struct, ISlotRules<TSlot>
{
    private const int ReadAhead = 256 << 10;

    // Zeros ahead are the usual sight of an idle journal: what might contradict them is looked for ever more rarely.
    private const int FirstIdleDoubt = 64;

    private readonly IJournalStorage _storage;
    private readonly JournalId _journalId;
    private readonly long _start;
    private AlignedBuffer _buffer = new(ReadAhead);
    private long _bufferOffset;
    private int _bufferLength;
    private IJournalFile? _file;
    private SegmentHeader _segment;
    private string _name = string.Empty;
    private long _nameSequence = -1;
    private long _offset;
    private uint _lastCrc;
    private long _lastOrder = long.MinValue;
    private bool _isEntered;
    private bool _isClosed;
    private int _waits;

    internal StreamFollower(
        IJournalStorage storage, IReadOnlyList<SegmentEntry> segments, JournalId journalId, long from)
    {
        _storage = storage;
        _journalId = journalId;
        _start = from;
        foreach (var segment in segments)
        {
            NextSequence = segment.FirstSequence <= from || segment == segments[0]
                ? segment.FirstSequence : NextSequence;
        }
    }

    /// <summary>The sequence of the first slot handed out last.</summary>
    internal long FirstSequence { get; private set; }

    /// <summary>The sequence of the next slot to come.</summary>
    internal long NextSequence { get; private set; }

    /// <summary>Where it is damaged.</summary>
    internal JournalFault? Fault { get; private set; }

    /// <summary>Reads the next frame that has slots.</summary>
    internal FollowState TryRead(out ReadOnlySpan<TSlot> slots)
    {
        slots = default;
        while (Fault is null)
        {
            if (_file is null && !TryOpenNext())
            {
                return Fault is not null ? FollowState.Damaged : _isClosed ? FollowState.Closed : FollowState.NothingYet;
            }

            if (TryReadFrame(out var header, out var payload, out var wrong))
            {
                if (TryTake(in header, payload, out slots))
                {
                    return FollowState.Read;
                }
            }
            else if (!IsSettled(wrong!))
            {
                return FollowState.NothingYet;
            }
        }

        return FollowState.Damaged;
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private bool TryOpenNext()
    {
        if (_nameSequence != NextSequence)
        {
            _name = SegmentName.Of(TRules.Stream, NextSequence);
            _nameSequence = NextSequence;
        }

        if (!_storage.Exists(_name))
        {
            return false;
        }

        var file = SegmentFiles.OpenRead(_storage, _name);
        var page = new byte[JournalFormat.SegmentHeaderSizeBytes];
        var wrong = SegmentHeader.TryDecode(page.AsSpan(0, file.Read(page, 0)), out var header, out var crc);
        if (wrong is null && _isEntered && header.FirstSequence == _segment.FirstSequence
            && header.Epoch == _segment.Epoch)
        {
            // A segment without slots keeps its name until the one that takes its place is there.
            file.Dispose();
            return false;
        }

        _file = file;
        _offset = 0;
        if ((wrong ?? WrongIn(in header)) is { } fault)
        {
            Damage(fault);
            return false;
        }

        _segment = header;
        _isEntered = true;
        _isClosed = false;
        _lastCrc = crc;
        _offset = JournalFormat.SegmentHeaderSizeBytes;
        _bufferLength = 0;
        return true;
    }

    private string? WrongIn(in SegmentHeader header)
    {
        if (header.MinReaderVersion > JournalFormat.ReaderVersion)
        {
            return $"format version {header.FormatVersion} is newer than version {JournalFormat.ReaderVersion}, "
                + "the newest known here";
        }

        if (header.JournalId != _journalId || header.Stream != TRules.Stream
            || header.FirstSequence != NextSequence || header.Codec != 0)
        {
            return "the segment's header does not fit its name, stream and journal";
        }

        if (!_isEntered)
        {
            return null;
        }

        // A segment that had no slots was replaced by this one, which takes its place in the chain too.
        var replaces = _segment.FirstSequence == NextSequence;
        return header.Epoch < _segment.Epoch
            ? $"a segment of epoch {header.Epoch} follows one of epoch {_segment.Epoch}"
            : SegmentWalker.WrongAfter(
                in header, _segment.SegmentNumber + (replaces ? 0 : 1), NextSequence,
                replaces ? _segment.PreviousCrc : _lastCrc);
    }

    /// <summary>Reads the frame at the place, once from what is at hand and once afresh.</summary>
    private bool TryReadFrame(out FrameHeader header, out ReadOnlySpan<byte> payload, out string? wrong)
    {
        var isAtHand = TryParse(out header, out payload, out wrong);
        if (!isAtHand)
        {
            Fill(JournalFormat.FrameHeaderSizeBytes);
            isAtHand = TryParse(out header, out payload, out wrong);
        }

        _waits = isAtHand ? 0 : _waits;
        return isAtHand;
    }

    private bool TryParse(out FrameHeader header, out ReadOnlySpan<byte> payload, out string? wrong)
    {
        payload = default;
        header = default;
        var bytes = AtHand();
        if (bytes.Length < JournalFormat.FrameHeaderSizeBytes)
        {
            wrong = "a frame's header is cut short";
            return false;
        }

        header = MemoryMarshal.Read<FrameHeader>(bytes);
        wrong = header.Magic == 0
            ? "no frame begins here"
            : FrameChecks.WrongInHeader(in header, _segment.Epoch, NextSequence, _lastCrc);
        if (wrong is not null)
        {
            header = default;
            return false;
        }

        var size = JournalFormat.FrameHeaderSizeBytes + header.PayloadBytes;
        if (bytes.Length < size)
        {
            Fill(size);
            bytes = AtHand();
        }

        payload = bytes[..Math.Min(size, bytes.Length)][JournalFormat.FrameHeaderSizeBytes..];
        wrong = payload.Length < header.PayloadBytes ? "a frame is cut short"
            : Crc32C.Compute(payload) != header.PayloadCrc ? "the checksum of a frame's slots is wrong" : null;
        return wrong is null;
    }

    /// <summary>
    /// Whether what is not whole is to be judged: rarely, and then by what was written after it.
    /// </summary>
    /// <returns>True where there is a verdict, or the frame came meanwhile; false to ask again later.</returns>
    private bool IsSettled(string wrong)
    {
        if (_file is CompressedSegmentFile compressed)
        {
            Damage(compressed.Fault?.What ?? wrong);
            return true;
        }

        _waits++;
        var isIdle = AtHand() is var bytes && !bytes.ContainsAnyExcept((byte)0);
        if (!BitOperations.IsPow2(_waits) || (isIdle && _waits < FirstIdleDoubt) || !HasSuccessor())
        {
            return false;
        }

        Fill(JournalFormat.FrameHeaderSizeBytes);
        if (!TryParse(out _, out _, out var still))
        {
            Damage(still!);
        }

        return true;
    }

    /// <summary>Whether a frame that was written later is there, in this segment or by another.</summary>
    private bool HasSuccessor()
    {
        if (TailScan.FindsLater(_file!, _offset, _segment.Epoch, NextSequence))
        {
            return true;
        }

        foreach (var name in _storage.List())
        {
            if (SegmentName.TryParse(name, out var stream, out var first) && stream == TRules.Stream
                && first > NextSequence)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryTake(scoped in FrameHeader header, ReadOnlySpan<byte> payload, out ReadOnlySpan<TSlot> slots)
    {
        slots = default;
        var isData = header.Count > 0 && !header.Is(FrameFlags.Catalogue);
        if (isData)
        {
            var all = MemoryMarshal.Cast<byte, TSlot>(payload);
            if (FrameChecks.WrongInSlots<TSlot, TRules>(in header, all, _lastOrder) is { } wrong)
            {
                Damage(wrong);
                return false;
            }

            var skipped = (int)Math.Clamp(_start - header.FirstSequence, 0, all.Length);
            FirstSequence = header.FirstSequence + skipped;
            NextSequence = header.FirstSequence + header.Count;
            _lastOrder = header.LastOrder;
            slots = all[skipped..];
        }

        _lastCrc = header.HeaderCrc;
        _offset += JournalFormat.FrameHeaderSizeBytes + header.PayloadBytes;
        if (header.Is(FrameFlags.Sealed))
        {
            _isClosed = header.Is(FrameFlags.CleanClose);
            Dispose();
        }

        return !slots.IsEmpty;
    }

    private ReadOnlySpan<byte> AtHand()
    {
        var start = _offset - _bufferOffset;
        return _bufferLength > 0 && start >= 0 && start < _bufferLength
            ? _buffer.Span[(int)start.._bufferLength] : default;
    }

    /// <summary>Reads from the place on, at least so many bytes where there are so many.</summary>
    private void Fill(int count)
    {
        if (_buffer.SizeBytes < count)
        {
            _buffer = new AlignedBuffer((int)BitOperations.RoundUpToPowerOf2((uint)count));
        }

        _bufferOffset = _offset;
        _bufferLength = _file!.Read(_buffer.Span, _offset);
    }

    private void Damage(string what)
    {
        var place = (_file as CompressedSegmentFile)?.PlaceOf(_offset) ?? _offset;
        Fault = new JournalFault(_name, place, what, NextSequence);
        Dispose();
    }
}
