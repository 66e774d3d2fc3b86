using Engine.Books;
using Engine.Core.Strategies;

namespace Engine.Strategies.Parts;

/// <summary>Stop and target as a bracket at the venue, where they hold without the strategy's watching.</summary>
internal static class VenueExits
{
    /// <summary>The parameter's name.</summary>
    internal const string Name = "venueExits";

    /// <summary>Whoever asks for exits at the venue and has no stop would hold a position without one.</summary>
    /// <param name="stop">The name of the strategy's stop.</param>
    internal static ParameterNeed Needs(string stop) => new(Name, stop, "there would be no stop at the venue");

    /// <summary>The parameter, for the end of a strategy's table: after <see cref="Sizer.Rows" />.</summary>
    internal static ParameterDescriptor[] Rows() =>
    [
        ParameterDescriptor.OfFlag(
            Name, false,
            "Whether stop and target stand at the venue as a bracket; else the strategy watches the price itself. "
            + "It takes a stop above 0, and not signalsOnly."),
    ];

    /// <summary>The bracket of a rule, by distances from the entry's first fill.</summary>
    /// <param name="rule">When to leave.</param>
    /// <param name="market">The market, whose price says what a fraction is in ticks.</param>
    /// <param name="bracket">The bracket.</param>
    /// <returns>False where the rule has neither stop nor target, or there is no price.</returns>
    internal static bool TryBracket(in ExitRule rule, MarketState market, out Bracket bracket)
    {
        bracket = default;
        if ((rule.Stop <= 0 && rule.Target <= 0) || !market.TryReferencePrice(out var reference)
            || !SampleClock.TryPrice(market, out var price) || price <= 0)
        {
            return false;
        }

        // Of a distance in the unit of prices: how many ticks one unit is.
        var ticks = rule.AreFractions ? reference.Value : reference.Value / price;
        bracket = Bracket.Within(Distance(rule.Target * ticks), Distance(rule.Stop * ticks));
        return true;
    }

    /// <summary>Whole ticks, at least one where there is a distance at all.</summary>
    private static long Distance(double ticks) => ticks <= 0 ? 0 : Math.Max(1, (long)ticks);
}
