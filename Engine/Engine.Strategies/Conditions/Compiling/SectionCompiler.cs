using Engine.Model.Units;

namespace Engine.Strategies.Conditions.Compiling;

/// <summary>Compiles the five sections.</summary>
internal static class SectionCompiler
{
    /// <summary>The sections as documents name them, in the order of their numbers.</summary>
    internal static readonly string[] Names = ["S1", "O1", "Z1", "ZE1", "E1"];

    private static readonly string[] WithTimeout = ["all", "any", "not", "for", "timeout", "cooldown"];
    private static readonly string[] WithoutTimeout = ["all", "any", "not", "for", "cooldown"];

    internal static SectionRules[] Compile(JsonPlace place, IndicatorTable indicators, out ConditionNode[] nodes)
    {
        place.RequireMembers(Names);
        var groups = new GroupCompiler(indicators);
        var sections = new SectionRules[ConditionDocument.SectionCount];
        for (var i = 0; i < sections.Length; i++)
        {
            var section = (ConditionSection)i;
            if (place.TryMember(Names[i], out var member))
            {
                sections[i] = Compile(member, section, groups);
            }
            else if (section is ConditionSection.Signal or ConditionSection.Close)
            {
                throw place.Wrong($"'{Names[i]}' is missing");
            }
            else
            {
                sections[i] = Defaults(section);
            }
        }

        nodes = groups.ToArray();
        return sections;
    }

    private static SectionRules Compile(JsonPlace place, ConditionSection section, GroupCompiler groups)
    {
        var takesTimeout = section is ConditionSection.Cancel or ConditionSection.Close;
        place.RequireMembers(takesTimeout ? WithTimeout : WithoutTimeout);
        var defaults = Defaults(section);
        var hasTimeout = place.TryMember("timeout", out var timeout);
        var timeoutNs = hasTimeout ? DocumentDuration.Read(timeout, TimestampNs.PerSecond) : defaults.TimeoutNs;
        var first = groups.Count;
        if (GroupCompiler.IsGroup(place))
        {
            groups.ReadGroup(place, place.TryMember("for", out var held) ? DocumentDuration.Read(held) : 0);
        }
        else if (!hasTimeout)
        {
            throw place.Wrong(takesTimeout ? "has none of all, any, not, timeout" : "has none of all, any, not");
        }

        return new SectionRules
        {
            First = first,
            Count = groups.Count - first,
            TimeoutNs = timeoutNs,
            CooldownNs = place.TryMember("cooldown", out var cooldown)
                ? DocumentDuration.Read(cooldown)
                : defaults.CooldownNs,
        };
    }

    private static SectionRules Defaults(ConditionSection section) => section switch
    {
        ConditionSection.Cancel => new SectionRules
        {
            TimeoutNs = 5 * TimestampNs.PerMinute,
            CooldownNs = 5 * TimestampNs.PerMinute,
        },
        ConditionSection.Entry => new SectionRules { CooldownNs = TimestampNs.PerMinute },
        ConditionSection.Emergency => new SectionRules { CooldownNs = 30 * TimestampNs.PerMinute },
        _ => default,
    };
}
