using System.Runtime.InteropServices;
using Engine.Model.Events;

namespace Replay.Import.Sources;

/// <summary>
/// Sorts the rows of a file whose order nobody promised. What does not fit into a few MB lies sorted in a file without
/// a name meanwhile, so memory is flat. One thread.
/// </summary>
/// <remarks>
/// By (time, key where wanted, place in the file): a total order, so that equal input gives equal output.
/// </remarks>
internal sealed class EventSorter : IDisposable
{
    private const int ChunkStart = 1 << 10;
    private const int ChunkMax = 1 << 16;

    private readonly bool _usesKey;
    private readonly int _chunkMax;
    private readonly List<SortedChunk> _chunks = [];
    private readonly PriorityQueue<SortedChunk, SortKey> _heads = new(SortKey.Order);
    private SortedRow[] _rows = new SortedRow[ChunkStart];
    private SortKey[] _keys = new SortKey[ChunkStart];
    private int _count;
    private bool _isInOrder = true;
    private int _next;
    private FileStream? _spill;

    /// <summary>Makes a sorter.</summary>
    /// <param name="usesKey">Whether rows of one time are sorted by their trades' numbers.</param>
    /// <param name="chunkMax">Rows that are held in memory.</param>
    internal EventSorter(bool usesKey, int chunkMax = ChunkMax)
    {
        _usesKey = usesKey;
        _chunkMax = chunkMax;
    }

    /// <summary>Takes a row; its place in the file must be higher than those before.</summary>
    internal void Add(in Event slot, long row)
    {
        if (_count == _chunkMax)
        {
            Spill();
        }

        if (_count == _rows.Length)
        {
            Array.Resize(ref _rows, _count * 2);
            Array.Resize(ref _keys, _count * 2);
        }

        var key = new SortKey(slot.Time.Value, _usesKey ? slot.Trade.Key.Low : 0, row, _count);
        _isInOrder &= _count == 0 || SortKey.Compare(_keys[_count - 1], key) < 0;
        _keys[_count] = key;
        _rows[_count++] = new SortedRow(slot, row);
    }

    /// <summary>Ends the taking: from now on rows are given.</summary>
    internal void Complete()
    {
        if (_spill is null)
        {
            Order();
            return;
        }

        Spill();
        _rows = [];
        _keys = [];
        foreach (var chunk in _chunks)
        {
            Enqueue(chunk);
        }
    }

    /// <summary>Gives the next row.</summary>
    internal bool TryTake(out SortedRow row)
    {
        if (_spill is null)
        {
            row = _next < _count ? _rows[_keys[_next].Index] : default;
            return _next++ < _count;
        }

        if (!_heads.TryDequeue(out var chunk, out _))
        {
            row = default;
            return false;
        }

        row = chunk.Current;
        Enqueue(chunk);
        return true;
    }

    /// <inheritdoc />
    public void Dispose() => _spill?.Dispose();

    private void Enqueue(SortedChunk chunk)
    {
        if (chunk.MoveNext())
        {
            ref readonly var row = ref chunk.Current;
            _heads.Enqueue(
                chunk, new SortKey(row.Slot.Time.Value, _usesKey ? row.Slot.Trade.Key.Low : 0, row.Row, 0));
        }
    }

    private void Order()
    {
        if (!_isInOrder)
        {
            Array.Sort(_keys, 0, _count, SortKey.Order);
        }
    }

    private void Spill()
    {
        if (_count == 0)
        {
            return;
        }

        Order();
        _spill ??= OpenSpill();
        var start = _spill.Position;
        for (var i = 0; i < _count; i++)
        {
            _spill.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<SortedRow>(in _rows[_keys[i].Index])));
        }

        _spill.Flush();
        _chunks.Add(new SortedChunk(_spill.SafeFileHandle, start, _count));
        _count = 0;
        _isInOrder = true;
    }

    /// <summary>The name goes at once, so nothing is left behind however the process ends.</summary>
    private static FileStream OpenSpill()
    {
        var path = Path.GetTempFileName();
        var file = new FileStream(
            path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        File.Delete(path);
        return file;
    }
}
