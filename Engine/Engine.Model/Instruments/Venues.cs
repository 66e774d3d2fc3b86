namespace Engine.Model.Instruments;

/// <summary>Names of venues, as the command line and the JSON know them.</summary>
public static class Venues
{
    private static readonly string[] Names =
    [
        "none", "binance-spot", "binance-usdm", "bybit-spot", "bybit-linear", "okx-spot", "okx-swap", "kraken-spot",
        "kraken-futures", "simulated",
    ];

    /// <summary>The name of a venue; "none" for a number that is not known.</summary>
    public static string Name(this VenueId venue) => (int)venue < Names.Length ? Names[(int)venue] : Names[0];

    /// <summary>Finds a venue by its name.</summary>
    /// <returns>False where no such venue is known.</returns>
    public static bool TryParse(string name, out VenueId venue)
    {
        var index = Array.IndexOf(Names, name);
        venue = index > 0 ? (VenueId)index : VenueId.None;
        return index > 0;
    }
}
