using Engine.Core.Risk;
using Engine.Model.Instruments;

namespace Replay.Sessions;

/// <summary>
/// The path of a limit that is not the account's: <c>strategies.momentum.maxOpenOrders</c>,
/// <c>instruments."binance-usdm:BTCUSDT".maxPositionNotional</c>, <c>venues.binance-usdm.allowed</c>.
/// </summary>
/// <param name="Scope">Whose it is; a venue's is that of each of its instruments.</param>
/// <param name="Owner">The strategy, the instrument (with or without its venue) or the venue.</param>
/// <param name="Limit">The name of the limit.</param>
/// <param name="IsVenue">Whether the owner is a venue.</param>
public sealed record ScopedLimitName(LimitScopes Scope, string Owner, string Limit, bool IsVenue)
{
    private const string Strategies = "strategies.";
    private const string Instruments = "instruments.";
    private const string Venues = "venues.";

    /// <summary>The path, without quotes.</summary>
    public string Path => $"{Prefix}{Owner}.{Limit}";

    private string Prefix => IsVenue ? Venues : Scope == LimitScopes.Strategy ? Strategies : Instruments;

    /// <summary>Reads a path; quotes around the owner may be left out, and case does not matter.</summary>
    /// <returns>False where it is none of these paths.</returns>
    public static bool TryParse(string path, out ScopedLimitName name)
    {
        ArgumentNullException.ThrowIfNull(path);
        name = new ScopedLimitName(LimitScopes.None, string.Empty, string.Empty, IsVenue: false);
        foreach (var prefix in new[] { Strategies, Instruments, Venues })
        {
            var dot = path.LastIndexOf('.');
            if (path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && dot > prefix.Length)
            {
                name = new ScopedLimitName(
                    prefix == Strategies ? LimitScopes.Strategy : LimitScopes.Instrument,
                    path[prefix.Length..dot].Trim('"'),
                    NameOf(path[(dot + 1)..]),
                    prefix == Venues);
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether such paths may begin like this: <c>strategies</c>, <c>strategies.momentum</c>.</summary>
    public static bool IsSection(string path) => new[] { Strategies, Instruments, Venues }
        .Any(prefix => $"{path}.".StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an instrument is meant: itself, or its venue.</summary>
    public bool Means(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return IsVenue
            ? Is(instrument.Venue.Name())
            : Is(instrument.Name) || Is(instrument.Symbol);
    }

    /// <summary>Whether an owner of that name is meant.</summary>
    public bool Is(string name) => string.Equals(name, Owner, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(string limit)
    {
        foreach (var row in RiskLimits.Table)
        {
            if (string.Equals(row.Name, limit, StringComparison.OrdinalIgnoreCase))
            {
                return row.Name;
            }
        }

        return limit;
    }
}
