namespace Engine.Strategies.Conditions.Compiling;

/// <summary>Compiles what a document says of its positions.</summary>
internal static class PositionCompiler
{
    internal static PositionRules Compile(JsonPlace place, IndicatorTable indicators)
    {
        place.RequireMembers("sizePct", "leverage", "riskPct", "takeProfitPct", "stopPct", "riskScale");
        var stop = Read(place, "stopPct", 0, 0, 100);
        var risk = Read(place, "riskPct", 0, 0, 100);
        if (risk > 0 && stop == 0)
        {
            throw place.Wrong("'riskPct' bounds what the stop may cost, and 'stopPct' is not set");
        }

        var rules = new PositionRules
        {
            SizePct = place.Member("sizePct").Number(0.01, 100),
            Leverage = Read(place, "leverage", 1, 0.01, 200),
            RiskPct = risk,
            TakeProfitPct = Read(place, "takeProfitPct", 0, 0, 100_000),
            StopPct = stop,
            ScaleIndicator = ConditionNode.None,
        };
        return place.TryMember("riskScale", out var scale) ? Scaled(rules, scale, indicators) : rules;
    }

    private static PositionRules Scaled(PositionRules rules, JsonPlace scale, IndicatorTable indicators)
    {
        scale.RequireMembers("indicator", "low", "high", "atLow", "atHigh");
        var indicator = indicators.Read(scale.Member("indicator"));
        var low = scale.Member("low").Number(-double.MaxValue, double.MaxValue);
        var high = scale.Member("high").Number(-double.MaxValue, double.MaxValue);
        if (low >= high)
        {
            throw scale.Wrong($"'low' must be less than 'high'");
        }

        return rules with
        {
            ScaleIndicator = indicator,
            ScaleLow = low,
            ScaleHigh = high,
            ScaleAtLow = Read(scale, "atLow", 1, 0, 1),
            ScaleAtHigh = Read(scale, "atHigh", 0.25, 0, 1),
        };
    }

    private static double Read(JsonPlace place, string name, double otherwise, double minimum, double maximum) =>
        place.TryMember(name, out var member) ? member.Number(minimum, maximum) : otherwise;
}
