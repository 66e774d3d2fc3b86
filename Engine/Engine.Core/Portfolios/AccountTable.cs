using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Events;

namespace Engine.Core.Portfolios;

/// <summary>The account's parameters as configuration lists and checks them.</summary>
public static class AccountTable
{
    /// <summary>The rows of <see cref="AccountParameters.Table" />, in their order.</summary>
    public static readonly IReadOnlyList<ParameterDescriptor> Rows = Build();

    private static ParameterDescriptor[] Build()
    {
        var table = AccountParameters.Table;
        var rows = new ParameterDescriptor[table.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = table[i];
            rows[i] = row.Choices is { } choices
                ? ParameterDescriptor.OfChoice(row.Name, row.Default, choices, row.Help)
                : new ParameterDescriptor(
                    row.Name, row.Type, row.Default, row.Minimum, row.Maximum, UnitOf(row.Type), row.Help);
        }

        return rows;
    }

    private static string UnitOf(ParameterType type) => type switch
    {
        ParameterType.Rate => "fraction",
        ParameterType.Money => "quote",
        ParameterType.DurationNs => "duration",
        _ => string.Empty,
    };
}
