namespace Journal.Compression;

/// <summary>
/// Finds for each field of a group what predicts it best: candidates are tried on a sample, the numbers of the best are
/// then taken over all slots of the group. One thread.
/// </summary>
internal sealed class PlanChooser
{
    private const int SampleSlots = 256;

    // A plan costs the group bytes of its own: a field that is told anyway need not be told a little better.
    private const int WorthwhileBytes = 4;

    private readonly BlockSlots _slots;
    private readonly int _keyWord;
    private readonly List<byte> _candidates = [];
    private readonly int[] _sample = new int[SampleSlots];

    internal PlanChooser(BlockSlots slots, int keyWord)
    {
        _slots = slots;
        _keyWord = keyWord;
    }

    /// <summary>The plan of one field.</summary>
    /// <param name="members">The group's slots, in order.</param>
    /// <param name="word">The field's word.</param>
    internal FieldPlan Choose(ReadOnlySpan<int> members, int word)
    {
        var sample = Sample(members);
        ListCandidates(word);
        var best = _candidates[0];
        var bestCost = long.MaxValue;
        foreach (var candidate in _candidates)
        {
            var cost = CostOf(sample, candidate, word);
            if (cost + (bestCost == long.MaxValue ? 0 : WorthwhileBytes) < bestCost)
            {
                best = candidate;
                bestCost = cost;
            }

            if (bestCost == 0)
            {
                break;
            }
        }

        return Fit(members, best, word);
    }

    private ReadOnlySpan<int> Sample(ReadOnlySpan<int> members)
    {
        if (members.Length <= SampleSlots)
        {
            return members;
        }

        // Stretches, not single slots: what makes a good predictor shows within messages and between them.
        const int stretch = 32;
        const int stretches = SampleSlots / stretch;
        for (var i = 0; i < stretches; i++)
        {
            var start = (int)((long)(members.Length - stretch) * i / (stretches - 1));
            members.Slice(start, stretch).CopyTo(_sample.AsSpan(i * stretch));
        }

        return _sample;
    }

    private void ListCandidates(int word)
    {
        _candidates.Clear();
        _candidates.Add(Predictors.Zero);
        _candidates.Add((byte)(Predictors.Group + word));
        _candidates.Add((byte)(Predictors.SideGroup + word));
        _candidates.Add((byte)(Predictors.Last + word));
        for (var other = 0; other < word; other++)
        {
            if (other != _keyWord)
            {
                _candidates.Add((byte)(Predictors.Last + other));
            }
        }

        if (word + 1 < SlotLayout.Words && word + 1 != _keyWord)
        {
            _candidates.Add((byte)(Predictors.Group + word + 1));
        }
    }

    private long CostOf(ReadOnlySpan<int> members, byte predictor, int word)
    {
        var divisor = 0UL;
        foreach (var slot in members)
        {
            divisor = Divisor(divisor, Distance(slot, predictor, word));
        }

        var factor = Math.Clamp(divisor, 1, long.MaxValue);
        var cost = 0L;
        foreach (var slot in members)
        {
            cost += ZigZag.BytesOf(ZigZag.Encode(Distance(slot, predictor, word) / (long)factor));
        }

        return cost;
    }

    /// <summary>The numbers of a plan over all slots: signed around zero, or unsigned above the least.</summary>
    private FieldPlan Fit(ReadOnlySpan<int> members, byte predictor, int word)
    {
        var signedDivisor = 0UL;
        var least = long.MaxValue;
        foreach (var slot in members)
        {
            var distance = Distance(slot, predictor, word);
            least = Math.Min(least, distance);
            signedDivisor = Divisor(signedDivisor, distance);
        }

        var divisor = 0UL;
        foreach (var slot in members)
        {
            divisor = Gcd(divisor, (ulong)(Distance(slot, predictor, word) - least));
        }

        var signed = new FieldPlan(predictor, true, 0, Math.Clamp(signedDivisor, 1, long.MaxValue));
        var unsigned = new FieldPlan(predictor, false, least, Math.Max(divisor, 1));
        long signedCost = 0, unsignedCost = 0;
        foreach (var slot in members)
        {
            var prediction = _slots.Predict(predictor, slot, word);
            var value = _slots.Word(slot, word);
            signedCost += ZigZag.BytesOf(signed.Residual(value, prediction));
            unsignedCost += ZigZag.BytesOf(unsigned.Residual(value, prediction));
        }

        return unsignedCost + WorthwhileBytes < signedCost ? unsigned : signed;
    }

    private long Distance(int slot, byte predictor, int word) =>
        (long)(_slots.Word(slot, word) - _slots.Predict(predictor, slot, word));

    private static ulong Divisor(ulong divisor, long distance)
    {
        // The most negative number has no magnitude that a signed factor could hold.
        return distance == long.MinValue ? 1 : Gcd(divisor, (ulong)Math.Abs(distance));
    }

    private static ulong Gcd(ulong a, ulong b)
    {
        if (a == 1 || b == 0)
        {
            return a == 0 ? b : a;
        }

        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
