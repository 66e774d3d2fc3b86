using Engine.Model.Units;
using Engine.Strategies.Conditions.Compiling;
using Engine.Strategies.Conditions.Indicators;

namespace Engine.Strategies.Conditions;

/// <summary>A condition strategy's document, compiled: flat tables, nothing of the text left. Immutable.</summary>
public sealed class ConditionDocument
{
    /// <summary>How many sections there are.</summary>
    internal const int SectionCount = 5;

    /// <summary>The operators of its conditions, as documents write them.</summary>
    public static readonly IReadOnlyList<string> OperatorNames = ConditionOperators.Names;

    private readonly SectionRules[] _sections;

    internal ConditionDocument(
        SectionRules[] sections, ConditionNode[] nodes, IndicatorUse[] indicators, PositionRules position)
    {
        _sections = sections;
        Nodes = nodes;
        Indicators = indicators;
        Position = position;
    }

    /// <summary>What the document calls itself; empty where it does not say.</summary>
    public required string Name { get; init; }

    /// <summary>The side of its positions: Bid for long, Ask for short.</summary>
    public required Side Side { get; init; }

    /// <summary>How many instruments condition strategies may hold at once, this one included.</summary>
    public required int SignalsAtOnce { get; init; }

    /// <summary>The confidence of its signals, 0 … 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>All nodes, section after section, each group in postfix order.</summary>
    internal ConditionNode[] Nodes { get; }

    /// <summary>The indicators that the nodes name by place.</summary>
    internal IndicatorUse[] Indicators { get; }

    internal PositionRules Position { get; }

    /// <summary>Compiles a document.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <exception cref="InvalidDataException">
    /// It is not JSON, or not such a document: the message begins with the path of the first thing wrong, such as
    /// <c>$.sections.Z1.all[1].operator: 'abve' is not one of …</c>.
    /// </exception>
    public static ConditionDocument Compile(ReadOnlySpan<byte> utf8) => DocumentCompiler.Compile(utf8);

    internal ref readonly SectionRules Section(ConditionSection section) => ref _sections[(int)section];
}
