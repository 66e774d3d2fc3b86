using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Journal.Compression;

/// <summary>
/// Decodes the slots of one block in order; see <see cref="SlotEncoder" />. Whatever the bytes are, nothing beyond the
/// given memory is touched. One thread; allocates only where a block needs larger tables than any before.
/// </summary>
internal sealed class SlotDecoder
{
    private const int ZeroRow = 0;
    private const int LastRow = SlotLayout.Words;
    private const int FirstGroupRow = 2 * SlotLayout.Words;

    // Predictor, base, factor, signed: four words for each field.
    private const int PlanWords = 4 * SlotLayout.Fields;

    private readonly int _keyWord;
    private readonly int _keyOffset;
    private ulong[] _state = [];
    private ulong[] _groupPlans = [];
    private ulong[] _plans = [];
    private ulong[] _keys = [];
    private int[] _groupRows = [];
    private int[] _sideRows = [];
    private DecodedTemplate[] _templates = [];
    private int _templateCount;
    private byte[] _buffer = [];
    private int _number;
    private int _numbersEnd;
    private int _residual;
    private int _residualsEnd;

    internal SlotDecoder(int keyWord)
    {
        _keyWord = keyWord;
        _keyOffset = LastRow + keyWord;
    }

    /// <summary>Whether every number and residual was used.</summary>
    internal bool IsAtEnd => _number == _numbersEnd && _residual == _residualsEnd;

    /// <summary>Begins a block.</summary>
    /// <param name="source">At the encoder's first byte.</param>
    /// <param name="buffer">The memory of the source, with <see cref="CodecLimits.SlackBytes" /> behind its end.</param>
    /// <param name="start">Where the source begins in it.</param>
    /// <returns>False where it is not what an encoder writes.</returns>
    internal bool TryBegin(ref ByteSource source, byte[] buffer, int start)
    {
        if (!TryReadKeys(ref source, out var keys, out var groups, out var sides))
        {
            return false;
        }

        var stateWords = FirstGroupRow + ((groups + sides) * SlotLayout.Words);
        Grow(ref _state, stateWords);
        Array.Clear(_state, 0, stateWords);
        return TryReadPlans(ref source, keys, groups)
            && TryReadTemplates(ref source, keys)
            && TryFindStreams(ref source, buffer, start);
    }

    /// <summary>Decodes the next slots.</summary>
    /// <param name="slots">Filled with slots, eight words each.</param>
    /// <returns>False where the bytes do not give them.</returns>
    internal bool TryDecode(Span<ulong> slots)
    {
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(_buffer);
        ref var state = ref MemoryMarshal.GetArrayDataReference(_state);
        ref var plans = ref MemoryMarshal.GetArrayDataReference(_plans);
        ref var last = ref Unsafe.Add(ref state, LastRow);
        var (number, residual) = (_number, _residual);
        for (; slots.Length >= SlotLayout.Words; slots = slots[SlotLayout.Words..])
        {
            // Behind the end there is slack: what is read there is thrown away by the check of the end.
            int index = Unsafe.Add(ref bytes, number++);
            if (index >= CodecLimits.ShortTemplates)
            {
                index += ((index - CodecLimits.ShortTemplates) * 255) + Unsafe.Add(ref bytes, number++);
            }

            if (index >= _templateCount || number > _numbersEnd)
            {
                return false;
            }

            ref readonly var template = ref _templates[index];
            if (residual + template.TotalBytes > _residualsEnd)
            {
                return false;
            }

            Unsafe.Add(ref state, _keyOffset) = template.Key;
            ref var plan = ref Unsafe.Add(ref plans, template.Plan);
            var lengths = template.Lengths;
            for (var field = 0; field < SlotLayout.Fields; field++)
            {
                var length = (int)(lengths & 15);
                lengths >>= 4;
                var packed = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, residual)) & Mask(length);
                residual += length;
                var isSigned = plan;
                var signed = (packed >> (int)isSigned) ^ (0 - (packed & isSigned));
                var prediction = Unsafe.Add(ref state, (nint)Unsafe.Add(ref plan, 1));
                var word = field + (field >= _keyWord ? 1 : 0);
                Unsafe.Add(ref last, word) =
                    prediction + Unsafe.Add(ref plan, 2) + (signed * Unsafe.Add(ref plan, 3));
                plan = ref Unsafe.Add(ref plan, 4);
            }

            var row = Unsafe.As<ulong, SlotWords>(ref last);
            Unsafe.As<ulong, SlotWords>(ref MemoryMarshal.GetReference(slots)) = row;
            Unsafe.As<ulong, SlotWords>(ref Unsafe.Add(ref state, template.GroupRow)) = row;
            Unsafe.As<ulong, SlotWords>(ref Unsafe.Add(ref state, template.SideRow)) = row;
        }

        (_number, _residual) = (number, residual);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(int length) => length == 0 ? 0 : ulong.MaxValue >> (64 - (8 * length));

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length + (length / 2)];
        }
    }

    private bool TryReadKeys(ref ByteSource source, out int keys, out int groups, out int sides)
    {
        keys = source.Below(CodecLimits.Keys + 1);
        groups = source.Below(keys + 1);
        sides = source.Below(keys + 1);
        Grow(ref _keys, keys);
        Grow(ref _groupRows, keys);
        Grow(ref _sideRows, keys);
        for (var i = 0; i < keys; i++)
        {
            var kind = (ulong)source.Below(ushort.MaxValue + 1);
            var flags = (ulong)source.Below(ushort.MaxValue + 1);
            _keys[i] = kind | (flags << 16) | ((ulong)(uint)source.Signed() << 32);
            _groupRows[i] = FirstGroupRow + (source.Below(groups) * SlotLayout.Words);
            _sideRows[i] = FirstGroupRow + ((groups + source.Below(sides)) * SlotLayout.Words);
        }

        return !source.IsBroken;
    }

    private bool TryReadPlans(ref ByteSource source, int keys, int groups)
    {
        Grow(ref _groupPlans, groups * PlanWords);
        for (var i = 0; i < groups * SlotLayout.Fields; i++)
        {
            var plan = FieldPlan.Read(ref source);
            var words = _groupPlans.AsSpan(4 * i, 4);
            words[0] = plan.IsSigned ? 1UL : 0;
            words[1] = plan.Predictor;
            words[2] = (ulong)plan.Base;
            words[3] = plan.Factor;
        }

        // A plan for each key: rows are then known by number, and nothing is looked up slot by slot.
        Grow(ref _plans, keys * PlanWords);
        for (var key = 0; key < keys; key++)
        {
            var plan = _plans.AsSpan(key * PlanWords, PlanWords);
            var group = (_groupRows[key] - FirstGroupRow) / SlotLayout.Words;
            _groupPlans.AsSpan(group * PlanWords, PlanWords).CopyTo(plan);
            for (var field = 0; field < SlotLayout.Fields; field++)
            {
                ref var predictor = ref plan[(4 * field) + 1];
                predictor = (ulong)(RowOf((int)predictor, key) + Predictors.WordOf((int)predictor));
            }
        }

        return !source.IsBroken;
    }

    private int RowOf(int predictor, int key) => Predictors.RowOf(predictor) switch
    {
        Predictors.Last => LastRow,
        Predictors.Group => _groupRows[key],
        Predictors.SideGroup => _sideRows[key],
        _ => ZeroRow,
    };

    private bool TryReadTemplates(ref ByteSource source, int keys)
    {
        _templateCount = source.Below(CodecLimits.Templates + 1);
        Grow(ref _templates, _templateCount);
        for (var i = 0; i < _templateCount && !source.IsBroken; i++)
        {
            var template = new SlotTemplate(source.Below(keys), source.UInt32());
            for (var field = 0; field < SlotLayout.Fields; field++)
            {
                if (template.LengthOf(field) > sizeof(ulong))
                {
                    return false;
                }
            }

            _templates[i] = new DecodedTemplate
            {
                Key = keys == 0 ? 0 : _keys[template.Key],
                Lengths = template.Lengths,
                TotalBytes = template.TotalBytes,
                Plan = template.Key * PlanWords,
                GroupRow = keys == 0 ? LastRow : _groupRows[template.Key],
                SideRow = keys == 0 ? LastRow : _sideRows[template.Key],
            };
        }

        return !source.IsBroken;
    }

    private bool TryFindStreams(ref ByteSource source, byte[] buffer, int start)
    {
        var numbers = source.Below(CodecLimits.BlockBytes);
        _number = start + source.Position;
        source.Bytes(numbers);
        var residuals = source.Below(CodecLimits.BlockBytes);
        _residual = start + source.Position;
        source.Bytes(residuals);
        _numbersEnd = _number + numbers;
        _residualsEnd = _residual + residuals;
        _buffer = buffer;
        return !source.IsBroken;
    }

    private struct DecodedTemplate
    {
        internal ulong Key;
        internal uint Lengths;
        internal int TotalBytes;
        internal int Plan;
        internal int GroupRow;
        internal int SideRow;
    }

    [InlineArray(SlotLayout.Words)]
    private struct SlotWords
    {
        private ulong _first;
    }
}
