using Adapters.Simulated.Venue;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Tests.Adapters.Simulated;

/// <summary>A venue stand with an account: balances, and parameters by their names.</summary>
internal static class AccountStand
{
    /// <summary>The asset that all instruments of the stand settle in.</summary>
    internal static readonly AssetId Quote = new(1);

    /// <summary>The base asset of the spot pair.</summary>
    internal static readonly AssetId SpotBase = new(4);

    /// <summary>A stand with a quote balance and a book of 99 × 1,000 and 101 × 1,000 in every instrument.</summary>
    internal static VenueStand Open(
        decimal balance, IReadOnlyDictionary<string, long>? parameters = null, SimulationSettings? settings = null)
    {
        var stand = new VenueStand(settings);
        foreach (var (name, bits) in parameters ?? new Dictionary<string, long>())
        {
            stand.Set(name, bits);
        }

        stand.Balance(Quote, balance);
        for (var instrument = 2; instrument >= 0; instrument--)
        {
            stand.Instrument = instrument;
            stand.Book(bids: [(99, 1_000)], asks: [(101, 1_000)]);
        }

        return stand;
    }

    /// <summary>Tells an opening balance.</summary>
    internal static void Balance(this VenueStand stand, AssetId asset, decimal total)
    {
        var e = Event.Create(EventKind.Balance, default, InstrumentId.None);
        e.Balance = new Balance { Total = VenueStand.Units(total), Asset = asset, Account = new AccountId(1) };
        stand.Feed(e);
    }

    /// <summary>Sets a parameter of the account.</summary>
    internal static void Set(this VenueStand stand, string name, long bits, InstrumentId? instrument = null)
    {
        var place = AccountParameters.Table.ToList().FindIndex(row => row.Name == name);
        var e = Event.Create(EventKind.ParameterSet, default, instrument ?? InstrumentId.None);
        e.ParameterSet = new ParameterSet
        {
            Parameter = (ushort)(AccountParameters.FirstPlace + place),
            Type = AccountParameters.Table[place].Type,
            Bits = bits,
            Name = Text24.From(name),
        };
        stand.Feed(e);
    }

    /// <summary>The quote balance in whole units.</summary>
    internal static decimal Cash(this VenueStand stand) => stand.In(Quote);

    /// <summary>A balance in whole units.</summary>
    internal static decimal In(this VenueStand stand, AssetId asset) =>
        stand.Venue.BalanceOf(asset).Value / (decimal)Money.Scale;
}
