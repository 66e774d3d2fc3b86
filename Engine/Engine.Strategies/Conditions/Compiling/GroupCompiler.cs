namespace Engine.Strategies.Conditions.Compiling;

/// <summary>Compiles groups of conditions into postfix order.</summary>
internal sealed class GroupCompiler
{
    /// <summary>So many conditions and groups a document may have.</summary>
    internal const int CountMax = 256;

    private static readonly string[] Leaf = ["indicator", "operator", "value", "for"];
    private static readonly string[] GroupNames = ["all", "any", "not"];

    private readonly List<ConditionNode> _nodes = [];
    private readonly IndicatorTable _indicators;

    internal GroupCompiler(IndicatorTable indicators) => _indicators = indicators;

    internal int Count => _nodes.Count;

    internal ConditionNode[] ToArray() => [.. _nodes];

    /// <summary>Whether an object has one of the members that make it a group.</summary>
    internal static bool IsGroup(JsonPlace place)
    {
        foreach (var name in GroupNames)
        {
            if (place.TryMember(name, out _))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compiles a condition or a group of them.</summary>
    internal void Read(JsonPlace place)
    {
        if (place.IsObject && !IsGroup(place))
        {
            ReadCondition(place);
            return;
        }

        place.RequireMembers("all", "any", "not", "for");
        var heldNs = place.TryMember("for", out var held) ? DocumentDuration.Read(held) : 0;
        ReadGroup(place, heldNs);
    }

    /// <summary>Compiles the group that an object is; other members of it are the caller's.</summary>
    internal void ReadGroup(JsonPlace place, long heldNs)
    {
        JsonPlace? group = null;
        var kind = ConditionKind.All;
        for (var i = 0; i < GroupNames.Length; i++)
        {
            if (!place.TryMember(GroupNames[i], out var member))
            {
                continue;
            }

            if (group is not null)
            {
                throw place.Wrong("has two of all, any, not, and should have one");
            }

            group = member;
            kind = ConditionKind.All + i;
        }

        var children = group ?? throw place.Wrong("has none of all, any, not");
        var count = 1;
        if (kind == ConditionKind.Not)
        {
            Read(children);
        }
        else
        {
            count = ReadChildren(children);
        }

        Add(place, new ConditionNode { Kind = kind, ChildCount = count, HeldNs = heldNs });
    }

    private int ReadChildren(JsonPlace children)
    {
        if (!children.IsArray || children.Length == 0)
        {
            throw children.Wrong($"is {(children.IsArray ? "empty" : children.Kind())}, and should list conditions");
        }

        for (var i = 0; i < children.Length; i++)
        {
            Read(children[i]);
        }

        return children.Length;
    }

    private void ReadCondition(JsonPlace place)
    {
        place.RequireMembers(Leaf);
        var indicator = _indicators.Read(place.Member("indicator"));
        var operatorPlace = place.Member("operator");
        var name = operatorPlace.Text();
        if (!ConditionOperators.TryFind(name, out var op))
        {
            throw operatorPlace.Wrong($"'{name}' is not one of {string.Join(", ", ConditionOperators.Names)}");
        }

        var heldNs = place.TryMember("for", out var held) ? DocumentDuration.Read(held) : 0;
        if (heldNs > 0 && ConditionOperators.IsCrossing(op))
        {
            throw held.Wrong($"{name} is true at one sample alone and cannot be held");
        }

        var value = place.Member("value");
        var other = ConditionNode.None;
        var (low, high) = (0.0, 0.0);
        if (ConditionOperators.TakesRange(op))
        {
            (low, high) = ReadRange(value, name);
        }
        else if (value.IsNumber)
        {
            low = value.Number(-double.MaxValue, double.MaxValue);
        }
        else
        {
            other = ReadOther(value);
        }

        Add(place, new ConditionNode
        {
            Kind = ConditionKind.Compare,
            Operator = op,
            Indicator = indicator,
            Other = other,
            Low = low,
            High = high,
            HeldNs = heldNs,
        });
    }

    private int ReadOther(JsonPlace value) => value.IsObject || value.IsText
        ? _indicators.Read(value)
        : throw value.Wrong($"is {value.Kind()}, and should be a number or an indicator");

    private static (double Low, double High) ReadRange(JsonPlace value, string name)
    {
        if (!value.IsArray || value.Length != 2)
        {
            throw value.Wrong($"{name} takes a list of two numbers");
        }

        var low = value[0].Number(-double.MaxValue, double.MaxValue);
        var high = value[1].Number(-double.MaxValue, double.MaxValue);
        return low <= high ? (low, high) : throw value.Wrong($"{low:R} is greater than {high:R}");
    }

    private void Add(JsonPlace place, ConditionNode node)
    {
        if (_nodes.Count == CountMax)
        {
            throw place.Wrong($"is one condition too many; a document may have {CountMax}");
        }

        _nodes.Add(node);
    }
}
