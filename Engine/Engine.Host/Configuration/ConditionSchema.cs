using System.Text.Json.Nodes;
using Engine.Model.Numbers;
using Engine.Strategies.Conditions;
using Engine.Strategies.Conditions.Indicators;

namespace Engine.Host.Configuration;

/// <summary>The JSON schema of the condition strategy's document, made from the tables that compile it.</summary>
internal static class ConditionSchema
{
    private const string DurationPattern = "^(0|[0-9]+(ns|us|ms|s|m|h|d))$";
    private static readonly string[] GroupNames = ["all", "any", "not"];

    /// <summary>The schema (draft 2020-12).</summary>
    public static JsonObject Create() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "engine condition strategy",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = Texts("side", "sections", "position"),
        ["properties"] = new JsonObject
        {
            ["$schema"] = Text("The place of this schema, for editors."),
            ["name"] = Text("What the strategy is called."),
            ["description"] = Text("What it is for."),
            ["side"] = new JsonObject { ["enum"] = Texts("long", "short") },
            ["signalsAtOnce"] = Number("The most instruments that condition strategies hold at once.", 1, 1_000, 3),
            ["confidence"] = Number("The confidence of its signals.", 0, 1, 1),
            ["sections"] = Sections(),
            ["position"] = Position(),
        },
        ["$defs"] = new JsonObject
        {
            ["duration"] = new JsonObject { ["type"] = "string", ["pattern"] = DurationPattern },
            ["indicator"] = Indicator(),
            ["condition"] = Condition(),
            ["group"] = Group(),
            ["node"] = new JsonObject { ["anyOf"] = new JsonArray(Reference("condition"), Reference("group")) },
        },
    };

    private static JsonObject Sections() => Object(
        ["S1", "ZE1"],
        ("S1", Section("Signal detection.", hasTimeout: false, isGroupNeeded: true)),
        ("O1", Section("Cancellation of the signal: its timeout is 5m, its cool-down 5m.", true, false)),
        ("Z1", Section("Entry; without it the sample after the signal enters. Cool-down 1m.", false, true)),
        ("ZE1", Section("Close; its timeout is the longest life of a position.", true, false)),
        ("E1", Section("Emergency exit, asked before the close. Cool-down 30m.", false, true)));

    private static JsonObject Section(string help, bool hasTimeout, bool isGroupNeeded)
    {
        var section = Object(
            [],
            ("all", Nodes()), ("any", Nodes()), ("not", Reference("node")), ("for", Reference("duration")),
            ("cooldown", Reference("duration")));
        section["description"] = help;
        if (hasTimeout)
        {
            section["properties"]!["timeout"] = Reference("duration");
        }

        var wanted = GroupNames.Select(Required).ToList();
        if (!isGroupNeeded)
        {
            wanted.Add(Required("timeout"));
        }

        section["anyOf"] = new JsonArray([.. wanted]);
        return section;
    }

    private static JsonObject Position() => Object(
        ["sizePct"],
        ("sizePct", Number("Percent of what limits and leverage leave.", 0.01, 100, null)),
        ("leverage", Number("The largest value as a multiple of the equity.", 0.01, 200, 1)),
        ("riskPct", Number("The most that the stop may cost, percent of the equity; needs stopPct.", 0, 100, 0)),
        ("takeProfitPct", Number("Closes at this gain, percent of the entry price; 0 for never.", 0, 100_000, 0)),
        ("stopPct", Number("Closes at this loss, percent of the entry price; 0 for never.", 0, 100, 0)),
        ("riskScale", Object(
            ["indicator", "low", "high"],
            ("indicator", Reference("indicator")), ("low", Number()), ("high", Number()),
            ("atLow", Number("The factor of the size at or below low.", 0, 1, 1)),
            ("atHigh", Number("The factor of the size at or above high.", 0, 1, 0.25)))));

    private static JsonObject Group()
    {
        var group = Object(
            [],
            ("all", Nodes()), ("any", Nodes()), ("not", Reference("node")), ("for", Reference("duration")));
        group["oneOf"] = new JsonArray([.. GroupNames.Select(Required)]);
        return group;
    }

    private static JsonObject Condition()
    {
        var value = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                Number(),
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = Number(),
                    ["minItems"] = 2,
                    ["maxItems"] = 2,
                },
                Reference("indicator")),
        };
        return Object(
            ["indicator", "operator", "value"],
            ("indicator", Reference("indicator")),
            ("operator", new JsonObject { ["enum"] = Texts([.. ConditionDocument.OperatorNames]) }),
            ("value", value),
            ("for", Reference("duration")));
    }

    private static JsonObject Indicator()
    {
        var names = Texts([.. IndicatorCatalogue.All.Select(row => row.Name)]);
        var kinds = IndicatorCatalogue.All.Select(JsonNode (row) =>
        {
            var shape = Object(["name"], [.. row.Parameters.Select(Parameter)]);
            shape["description"] = $"{row.Help} Unit: {row.Unit}.";
            shape["properties"]!["name"] = new JsonObject { ["const"] = row.Name };
            return shape;
        });
        return new JsonObject
        {
            ["oneOf"] = new JsonArray([new JsonObject { ["enum"] = names }, .. kinds]),
        };
    }

    private static (string Name, JsonNode Schema) Parameter(IndicatorParameter row)
    {
        if (row.Kind == IndicatorParameterKind.Duration)
        {
            return (row.Name, new JsonObject
            {
                ["type"] = "string",
                ["pattern"] = DurationPattern,
                ["description"] = row.Help,
                ["default"] = DurationText.Format((long)row.Default),
            });
        }

        var schema = Number(row.Help, row.Minimum, row.Maximum, row.Default);
        schema["type"] = row.Kind == IndicatorParameterKind.Integer ? "integer" : "number";
        return (row.Name, schema);
    }

    private static JsonObject Object(string[] required, params ReadOnlySpan<(string Name, JsonNode Schema)> members)
    {
        var properties = new JsonObject();
        foreach (var (name, schema) in members)
        {
            properties[name] = schema;
        }

        var result = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        if (required.Length > 0)
        {
            result["required"] = Texts(required);
        }

        return result;
    }

    private static JsonObject Nodes() => new()
    {
        ["type"] = "array",
        ["minItems"] = 1,
        ["items"] = Reference("node"),
    };

    private static JsonNode Required(string name) => new JsonObject { ["required"] = Texts(name) };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonObject Text(string help) => new() { ["type"] = "string", ["description"] = help };

    private static JsonObject Number() => new() { ["type"] = "number" };

    private static JsonObject Number(string help, double minimum, double maximum, double? otherwise)
    {
        var schema = new JsonObject
        {
            ["type"] = "number",
            ["description"] = help,
            ["minimum"] = minimum,
            ["maximum"] = maximum,
        };
        if (otherwise is { } value)
        {
            schema["default"] = value;
        }

        return schema;
    }

    private static JsonArray Texts(params string[] texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
