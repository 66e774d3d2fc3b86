namespace Journal.Compression;

/// <summary>
/// Encodes the slots of one block: keys, plans, templates, then for each slot a template's number and the bytes of its
/// residuals. One thread; see docs/journal-format.md for the bytes.
/// </summary>
internal sealed class SlotEncoder
{
    private readonly int _keyWord;
    private readonly BlockSlots _slots;
    private readonly PlanChooser _chooser;
    private readonly TemplateTable _templates = new();
    private readonly List<int>[] _members = new List<int>[CodecLimits.Keys];
    private readonly ByteSink _numbers = new();
    private readonly ByteSink _residuals = new();
    private FieldPlan[] _plans = [];
    private int[] _templateOf = [];

    internal SlotEncoder(int keyWord)
    {
        _keyWord = keyWord;
        _slots = new BlockSlots(keyWord);
        _chooser = new PlanChooser(_slots, keyWord);
    }

    /// <summary>The slots to encode.</summary>
    internal BlockSlots Slots => _slots;

    /// <summary>Encodes what <see cref="Slots" /> holds.</summary>
    /// <returns>False where the slots are too unlike each other; the sink then holds nothing of use.</returns>
    internal bool TryEncode(ByteSink sink)
    {
        if (!_slots.TryIndex())
        {
            return false;
        }

        ChoosePlans();
        CountTemplates();
        if (!_templates.TrySettle())
        {
            return false;
        }

        WriteTables(sink);
        WriteSlots();
        sink.Varint((ulong)_numbers.Length);
        sink.Bytes(_numbers.Written);
        sink.Varint((ulong)_residuals.Length);
        sink.Bytes(_residuals.Written);
        return true;
    }

    private void ChoosePlans()
    {
        var groups = _slots.Keys.GroupCount;
        for (var group = 0; group < groups; group++)
        {
            (_members[group] ??= []).Clear();
        }

        for (var slot = 0; slot < _slots.Count; slot++)
        {
            _members[_slots.Keys[_slots.KeyOf(slot)].Group].Add(slot);
        }

        _plans = _plans.Length < groups * SlotLayout.Fields ? new FieldPlan[2 * groups * SlotLayout.Fields] : _plans;
        for (var group = 0; group < groups; group++)
        {
            var members = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_members[group]);
            for (var field = 0; field < SlotLayout.Fields; field++)
            {
                _plans[(group * SlotLayout.Fields) + field] =
                    _chooser.Choose(members, SlotLayout.WordOf(field, _keyWord));
            }
        }
    }

    private void CountTemplates()
    {
        _templates.Clear();
        _templateOf = _templateOf.Length < _slots.Count ? new int[2 * _slots.Count] : _templateOf;
        for (var slot = 0; slot < _slots.Count; slot++)
        {
            var key = _slots.KeyOf(slot);
            var lengths = 0U;
            for (var field = 0; field < SlotLayout.Fields; field++)
            {
                lengths |= SlotTemplate.LengthAt(field, ZigZag.BytesOf(ResidualOf(slot, key, field)));
            }

            _templateOf[slot] = _templates.Count(new SlotTemplate(key, lengths));
        }
    }

    private void WriteTables(ByteSink sink)
    {
        var keys = _slots.Keys;
        sink.Varint((ulong)keys.Count);
        sink.Varint((ulong)keys.GroupCount);
        sink.Varint((ulong)keys.SideGroupCount);
        for (var i = 0; i < keys.Count; i++)
        {
            var (key, group, side) = keys[i];
            sink.Varint((ushort)key);
            sink.Varint((ushort)(key >> 16));
            sink.Signed((int)(key >> 32));
            sink.Varint((ulong)group);
            sink.Varint((ulong)side);
        }

        for (var i = 0; i < keys.GroupCount * SlotLayout.Fields; i++)
        {
            _plans[i].Write(sink);
        }

        sink.Varint((ulong)_templates.Final.Length);
        foreach (var template in _templates.Final)
        {
            sink.Varint((ulong)template.Key);
            sink.UInt32(template.Lengths);
        }
    }

    private void WriteSlots()
    {
        _numbers.Clear();
        _residuals.Clear();
        for (var slot = 0; slot < _slots.Count; slot++)
        {
            var number = _templates.FinalOf(_templateOf[slot]);
            if (number < CodecLimits.ShortTemplates)
            {
                _numbers.Byte((byte)number);
            }
            else
            {
                number -= CodecLimits.ShortTemplates;
                _numbers.Byte((byte)(CodecLimits.ShortTemplates + (number >> 8)));
                _numbers.Byte((byte)number);
                number += CodecLimits.ShortTemplates;
            }

            var template = _templates.Final[number];
            for (var field = 0; field < SlotLayout.Fields; field++)
            {
                _residuals.Low(ResidualOf(slot, template.Key, field), template.LengthOf(field));
            }
        }
    }

    private ulong ResidualOf(int slot, int key, int field)
    {
        var plan = _plans[(_slots.Keys[key].Group * SlotLayout.Fields) + field];
        var word = SlotLayout.WordOf(field, _keyWord);
        return plan.Residual(_slots.Word(slot, word), _slots.Predict(plan.Predictor, slot, word));
    }
}
