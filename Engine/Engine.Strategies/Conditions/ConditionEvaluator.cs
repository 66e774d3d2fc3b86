using Engine.Model.State;

namespace Engine.Strategies.Conditions;

/// <summary>Asks all conditions of a document at each sample, whether or not their section counts now.</summary>
/// <remarks>
/// So "held for" and "crosses" speak of the stream, not of how long the strategy has been in a state. Nothing is
/// allocated. One thread.
/// </remarks>
internal sealed class ConditionEvaluator
{
    private const long NotHeld = long.MinValue;

    // What stood at the sample before: nothing known, or 2 and the sign of value less bound.
    private const long UnknownBefore = 0;
    private const long Equal = 2;

    private readonly ConditionDocument _document;
    private readonly Truth[] _truths;
    private readonly Truth[] _stack;
    private readonly long[] _heldSince;
    private readonly long[] _before;

    internal ConditionEvaluator(ConditionDocument document)
    {
        _document = document;
        _truths = new Truth[document.Nodes.Length];
        _stack = new Truth[document.Nodes.Length];
        _heldSince = new long[document.Nodes.Length];
        _before = new long[document.Nodes.Length];
        Reset();
    }

    /// <summary>What a section says: of its conditions alone; No where it has none.</summary>
    internal Truth this[ConditionSection section]
    {
        get
        {
            ref readonly var rules = ref _document.Section(section);
            return rules.HasConditions ? _truths[rules.First + rules.Count - 1] : Truth.No;
        }
    }

    /// <summary>Takes the indicators of the next sample.</summary>
    /// <param name="values">By place; not a number where one is not known.</param>
    /// <param name="now">The time of the sample, ns: it never falls.</param>
    internal void Evaluate(ReadOnlySpan<double> values, long now)
    {
        var depth = 0;
        for (var i = 0; i < _truths.Length; i++)
        {
            ref readonly var node = ref _document.Nodes[i];
            var truth = node.Kind == ConditionKind.Compare
                ? Compare(i, in node, values)
                : Combine(node.Kind, _stack.AsSpan(depth - node.ChildCount, node.ChildCount));
            depth -= node.ChildCount;
            truth = node.HeldNs > 0 ? Hold(i, truth, node.HeldNs, now) : truth;
            _truths[i] = truth;
            _stack[depth++] = truth;
        }
    }

    /// <summary>Forgets what was: the next sample is the first.</summary>
    internal void Reset()
    {
        Array.Fill(_truths, Truth.Unknown);
        Array.Fill(_heldSince, NotHeld);
        Array.Fill(_before, UnknownBefore);
    }

    internal void VisitState(StateSink sink)
    {
        for (var i = 0; i < _truths.Length; i++)
        {
            var truth = (int)_truths[i];
            sink.Visit(ref truth);
            _truths[i] = (Truth)truth;
            sink.Visit(ref _heldSince[i]);
            sink.Visit(ref _before[i]);
        }
    }

    private static Truth Combine(ConditionKind kind, ReadOnlySpan<Truth> children)
    {
        var result = children[0];
        if (kind == ConditionKind.Not)
        {
            return (Truth)((int)Truth.Yes - (int)result);
        }

        foreach (var child in children)
        {
            var isWanted = kind == ConditionKind.All ? child < result : child > result;
            result = isWanted ? child : result;
        }

        return result;
    }

    private Truth Compare(int place, in ConditionNode node, ReadOnlySpan<double> values)
    {
        var value = values[node.Indicator];
        var low = node.Other == ConditionNode.None ? node.Low : values[node.Other];
        if (double.IsNaN(value) || double.IsNaN(low))
        {
            _before[place] = UnknownBefore;
            return Truth.Unknown;
        }

        return node.Operator switch
        {
            ConditionOperator.Above => Of(value > low),
            ConditionOperator.AtLeast => Of(value >= low),
            ConditionOperator.Below => Of(value < low),
            ConditionOperator.AtMost => Of(value <= low),
            ConditionOperator.Between => Of(value >= low && value <= node.High),
            ConditionOperator.Outside => Of(value < low || value > node.High),
            _ => Cross(place, node.Operator == ConditionOperator.CrossesAbove ? 1 : -1, value.CompareTo(low)),
        };
    }

    private Truth Cross(int place, int direction, int sign)
    {
        var before = _before[place];
        _before[place] = Equal + sign;
        return before == UnknownBefore
            ? Truth.Unknown
            : Of(sign * direction > 0 && (before - Equal) * direction <= 0);
    }

    private Truth Hold(int place, Truth truth, long heldNs, long now)
    {
        ref var since = ref _heldSince[place];
        if (truth != Truth.Yes)
        {
            since = NotHeld;
            return truth;
        }

        since = since == NotHeld ? now : since;
        return Of(now - since >= heldNs);
    }

    private static Truth Of(bool holds) => holds ? Truth.Yes : Truth.No;
}
