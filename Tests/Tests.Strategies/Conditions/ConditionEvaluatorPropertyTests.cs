using System.Text;
using System.Text.Json.Nodes;
using Engine.Strategies.Conditions;

namespace Tests.Strategies.Conditions;

/// <summary>Compiled groups against the slow twin, over random groups and random values.</summary>
internal sealed class ConditionEvaluatorPropertyTests
{
    private const long Second = 1_000_000_000;
    private const int SampleCount = 40;

    private static readonly string[] Indicators = ["price", "rsi", "ema", "spread_pct"];

    private static readonly string[] Operators =
        ["above", "atLeast", "below", "atMost", "between", "outside", "crossesAbove", "crossesBelow"];

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void Compiled_group_agrees_with_the_slow_twin(int seed)
    {
        var random = new Random(seed);
        var group = Group(random, depth: 3, canBeHeld: true);
        var document = ConditionDocument.Compile(Encoding.UTF8.GetBytes(Documents.Short(signal: group.ToJsonString())));
        var evaluator = new ConditionEvaluator(document);
        var history = new List<Dictionary<string, double>>();

        for (var sample = 0; sample < SampleCount; sample++)
        {
            history.Add(Indicators.ToDictionary(name => name, _ => Value(random)));
            double[] values = [.. document.Indicators.Select(use => history[sample][use.Descriptor.Name])];
            evaluator.Evaluate(values, sample * Second);

            var expected = NaiveConditions.Evaluate(group, history, sample) switch
            {
                true => Truth.Yes,
                false => Truth.No,
                null => Truth.Unknown,
            };
            Assert.That(
                evaluator[ConditionSection.Signal], Is.EqualTo(expected),
                () => $"seed {seed}, sample {sample}: {group.ToJsonString()}");
        }
    }

    // Few different values, so that equalities and crossings happen.
    private static double Value(Random random) => random.Next(12) == 0 ? double.NaN : random.Next(5);

    private static JsonObject Group(Random random, int depth, bool canBeHeld)
    {
        var children = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Node(random, depth - 1))]);
        var group = random.Next(3) switch
        {
            0 => new JsonObject { ["all"] = children },
            1 => new JsonObject { ["any"] = children },
            _ => new JsonObject { ["not"] = Node(random, depth - 1) },
        };
        return canBeHeld ? Hold(random, group) : group;
    }

    private static JsonObject Node(Random random, int depth) =>
        depth > 0 && random.Next(2) == 0 ? Group(random, depth, canBeHeld: true) : Condition(random);

    private static JsonObject Condition(Random random)
    {
        var op = Operators[random.Next(Operators.Length)];
        var low = random.Next(5);
        JsonNode value = op is "between" or "outside"
            ? new JsonArray((double)low, (double)(low + random.Next(3)))
            : random.Next(2) == 0 ? (double)low : Indicators[random.Next(Indicators.Length)];
        var condition = new JsonObject
        {
            ["indicator"] = Indicators[random.Next(Indicators.Length)],
            ["operator"] = op,
            ["value"] = value,
        };
        return op.StartsWith("crosses", StringComparison.Ordinal) ? condition : Hold(random, condition);
    }

    private static JsonObject Hold(Random random, JsonObject node)
    {
        if (random.Next(4) == 0)
        {
            node["for"] = $"{random.Next(1, 4)}s";
        }

        return node;
    }
}
