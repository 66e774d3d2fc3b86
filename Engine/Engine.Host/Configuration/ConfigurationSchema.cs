using System.Text.Json.Nodes;
using Engine.Core.Risk;
using Engine.Core.Strategies;
using Engine.Host.Composition;
using Engine.Model.Events;

namespace Engine.Host.Configuration;

/// <summary>The JSON schema of the configuration file, made from the same table that checks it.</summary>
internal static class ConfigurationSchema
{
    /// <summary>The schema.</summary>
    public static JsonObject Create()
    {
        var properties = new JsonObject();
        foreach (var section in ConfigurationTable.All.GroupBy(key => key.Section))
        {
            var rows = section.Select(
                key => KeyValuePair.Create<string, JsonNode?>(key.Parameter.Name, Describe(key.Parameter)));
            if (section.Key.Length == 0)
            {
                foreach (var (name, row) in rows)
                {
                    properties[name] = row;
                }
            }
            else
            {
                properties[section.Key] = Object(Nest(rows));
            }
        }

        properties[ConfigurationTable.SimulationSection]!["properties"]![SimulationTable.LatencyFileName] =
            new JsonObject { ["description"] = SimulationTable.LatencyFileHelp, ["type"] = "string" };

        AddScopes((JsonObject)properties[ConfigurationTable.RiskSection]!["properties"]!);
        foreach (var strategy in StrategyShelf.BuiltIn.All.Where(strategy => strategy.TakesDocument))
        {
            var section = properties[strategy.Name] ??= Object([]);
            section["properties"]![ConfigurationTable.DocumentName] = new JsonObject
            {
                ["description"] = "The path of the document that the strategy is made of; several with commas between.",
                ["type"] = "string",
            };
        }

        var schema = Object(properties);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "engine configuration");
        return schema;
    }

    /// <summary>A name with a point in it is an object within the section.</summary>
    private static JsonObject Nest(IEnumerable<KeyValuePair<string, JsonNode?>> rows)
    {
        var properties = new JsonObject();
        foreach (var (name, row) in rows)
        {
            var point = name.IndexOf('.');
            if (point < 0)
            {
                properties[name] = row;
                continue;
            }

            var inner = properties[name[..point]] ??= Object([]);
            inner["properties"]![name[(point + 1)..]] = row;
        }

        return properties;
    }

    /// <summary>
    /// The limits of single strategies, instruments and venues: any name, and the rows of that scope.
    /// </summary>
    private static void AddScopes(JsonObject risk)
    {
        foreach (var (name, scope) in new[]
        {
            ("strategies", LimitScopes.Strategy), ("instruments", LimitScopes.Instrument),
            ("venues", LimitScopes.Instrument),
        })
        {
            var rows = RiskLimits.Table.Where((_, place) => (RiskLimits.Scopes[place] & scope) != 0)
                .Select(row => KeyValuePair.Create<string, JsonNode?>(row.Name, Describe(row)));
            risk[name] = new JsonObject
            {
                ["description"] = $"Limits of single {name}, by their name; the tightest of all that are set holds.",
                ["type"] = "object",
                ["additionalProperties"] = Object(new JsonObject(rows)),
            };
        }
    }

    private static JsonObject Object(JsonObject properties) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = properties,
    };

    private static JsonObject Describe(ParameterDescriptor row)
    {
        var schema = new JsonObject
        {
            ["description"] = row.Unit.Length == 0 ? row.Help : $"{row.Help} Unit: {row.Unit}.",
            ["type"] = row.Type switch
            {
                _ when row.Choices is not null => "string",
                ParameterType.Flag => "boolean",
                ParameterType.Integer => "integer",
                ParameterType.DurationNs => "string",
                _ => "number",
            },
            ["default"] = ParameterJson.Value(row, row.Default),
        };
        if (row.Choices is { } choices)
        {
            schema["enum"] = new JsonArray([.. choices.Select(word => JsonValue.Create(word))]);
        }
        else if (row.Type == ParameterType.DurationNs)
        {
            var word = row.Word is null ? string.Empty : $"|{row.Word}";
            schema["pattern"] = $"^(0|[0-9]+(ns|us|ms|s|m|h|d){word})$";
        }
        else if (row.Type != ParameterType.Flag)
        {
            schema["minimum"] = ParameterJson.Value(row, row.Minimum);
            if (row.Maximum != long.MaxValue)
            {
                schema["maximum"] = ParameterJson.Value(row, row.Maximum);
            }
        }

        return schema;
    }
}
