using System.Text.Json.Nodes;

namespace Tests.Strategies.Conditions;

/// <summary>
/// The slow twin: walks the JSON text of a group at every sample, over the whole history of values. Null is "not
/// known".
/// </summary>
internal static class NaiveConditions
{
    public static bool? Evaluate(JsonNode node, IReadOnlyList<Dictionary<string, double>> history, int sample)
    {
        if (node["for"] is { } held)
        {
            return Held(node, history, sample, int.Parse(held.GetValue<string>().TrimEnd('s')));
        }

        return Plain(node, history, sample);
    }

    private static bool? Held(
        JsonNode node, IReadOnlyList<Dictionary<string, double>> history, int sample, int seconds)
    {
        if (Plain(node, history, sample) is not true)
        {
            return Plain(node, history, sample);
        }

        // True now and at each of the samples before, one a second.
        return sample >= seconds
            && Enumerable.Range(sample - seconds, seconds).All(before => Plain(node, history, before) is true);
    }

    private static bool? Plain(JsonNode node, IReadOnlyList<Dictionary<string, double>> history, int sample)
    {
        if (node["all"] is JsonArray all)
        {
            var parts = all.Select(part => Evaluate(part!, history, sample)).ToList();
            return parts.Contains(false) ? false : parts.Contains(null) ? null : true;
        }

        if (node["any"] is JsonArray any)
        {
            var parts = any.Select(part => Evaluate(part!, history, sample)).ToList();
            return parts.Contains(true) ? true : parts.Contains(null) ? null : false;
        }

        return node["not"] is { } not ? !Evaluate(not, history, sample) : Compare(node, history, sample);
    }

    private static bool? Compare(JsonNode node, IReadOnlyList<Dictionary<string, double>> history, int sample)
    {
        var op = node["operator"]!.GetValue<string>();
        var value = history[sample][node["indicator"]!.GetValue<string>()];
        if (op is "between" or "outside")
        {
            var (low, high) = (node["value"]![0]!.GetValue<double>(), node["value"]![1]!.GetValue<double>());
            return double.IsNaN(value) ? null : (value >= low && value <= high) == (op == "between");
        }

        var bound = Bound(node["value"]!, history[sample]);
        if (double.IsNaN(value) || double.IsNaN(bound))
        {
            return null;
        }

        return op switch
        {
            "above" => value > bound,
            "atLeast" => value >= bound,
            "below" => value < bound,
            "atMost" => value <= bound,
            _ => Crosses(node, history, sample, op == "crossesAbove"),
        };
    }

    private static bool? Crosses(
        JsonNode node, IReadOnlyList<Dictionary<string, double>> history, int sample, bool upwards)
    {
        if (sample == 0)
        {
            return null;
        }

        var now = Difference(node, history[sample]);
        var before = Difference(node, history[sample - 1]);
        if (double.IsNaN(before))
        {
            return null;
        }

        return upwards ? now > 0 && before <= 0 : now < 0 && before >= 0;
    }

    private static double Difference(JsonNode node, Dictionary<string, double> values) =>
        values[node["indicator"]!.GetValue<string>()] - Bound(node["value"]!, values);

    private static double Bound(JsonNode value, Dictionary<string, double> values) =>
        value.GetValueKind() == System.Text.Json.JsonValueKind.String
            ? values[value.GetValue<string>()]
            : value.GetValue<double>();
}
