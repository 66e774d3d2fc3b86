namespace Journal.Compression;

/// <summary>The slots of one block while it is encoded, with the place of each one's predecessors. One thread.</summary>
internal sealed class BlockSlots
{
    private readonly int _keyWord;
    private readonly KeyTable _keys = new();
    private ulong[] _words = new ulong[CodecLimits.BlockSlotsTarget * SlotLayout.Words];
    private int[] _keyOf = [];
    private int[] _previousOfGroup = [];
    private int[] _previousOfSide = [];

    internal BlockSlots(int keyWord) => _keyWord = keyWord;

    internal int Count { get; private set; }

    internal KeyTable Keys => _keys;

    internal void Clear() => Count = 0;

    internal void Add(ReadOnlySpan<ulong> words)
    {
        var start = Count * SlotLayout.Words;
        if (start + words.Length > _words.Length)
        {
            Array.Resize(ref _words, Math.Max(2 * _words.Length, start + words.Length));
        }

        words.CopyTo(_words.AsSpan(start));
        Count += words.Length / SlotLayout.Words;
    }

    internal ulong Word(int slot, int word) => _words[(slot * SlotLayout.Words) + word];

    internal int KeyOf(int slot) => _keyOf[slot];

    /// <summary>Finds keys and predecessors.</summary>
    /// <returns>False where there are more keys than the codec takes.</returns>
    internal bool TryIndex()
    {
        _keys.Clear();
        if (_keyOf.Length < Count)
        {
            _keyOf = new int[_words.Length / SlotLayout.Words];
            _previousOfGroup = new int[_keyOf.Length];
            _previousOfSide = new int[_keyOf.Length];
        }

        Span<int> lastOfGroup = stackalloc int[CodecLimits.Keys];
        Span<int> lastOfSide = stackalloc int[CodecLimits.Keys];
        lastOfGroup.Fill(-1);
        lastOfSide.Fill(-1);
        for (var slot = 0; slot < Count; slot++)
        {
            var key = _keys.IndexOf(Word(slot, _keyWord));
            if (key >= CodecLimits.Keys)
            {
                return false;
            }

            var (_, group, side) = _keys[key];
            _keyOf[slot] = key;
            _previousOfGroup[slot] = lastOfGroup[group];
            _previousOfSide[slot] = lastOfSide[side];
            lastOfGroup[group] = slot;
            lastOfSide[side] = slot;
        }

        return true;
    }

    /// <summary>What a predictor says of a word of a slot.</summary>
    internal ulong Predict(int predictor, int slot, int word)
    {
        var source = Predictors.WordOf(predictor);
        switch (Predictors.RowOf(predictor))
        {
            case Predictors.Last:
                return source < word || source == _keyWord ? Word(slot, source) : From(slot - 1, source);
            case Predictors.Group:
                return From(_previousOfGroup[slot], source);
            case Predictors.SideGroup:
                return From(_previousOfSide[slot], source);
            default:
                return 0;
        }
    }

    private ulong From(int slot, int word) => slot < 0 ? 0 : Word(slot, word);
}
