using Engine.Core.Strategies;
using Engine.Model.Events;

namespace Replay.Backtests;

/// <summary>Says what a strategy needs of the market and the journal does not have.</summary>
public static class MissingInputs
{
    private static readonly (MarketInputs Input, string Name, EventKind[] Kinds)[] Table =
    [
        (MarketInputs.Prices, "prices", [EventKind.BookLevel, EventKind.Quote, EventKind.Trade, EventKind.Bar]),
        (MarketInputs.Quotes, "quotes", [EventKind.BookLevel, EventKind.Quote]),
        (MarketInputs.Depth, "depth", [EventKind.BookLevel]),
        (MarketInputs.Trades, "trades", [EventKind.Trade]),
        (MarketInputs.Volume, "traded volume", [EventKind.Trade, EventKind.Bar]),
        (MarketInputs.Liquidations, "liquidations", [EventKind.Liquidation]),
        (MarketInputs.Marks, "mark prices", [EventKind.Mark]),
        (MarketInputs.OpenInterest, "open interest", [EventKind.OpenInterest]),
        (MarketInputs.Funding, "funding rates", [EventKind.Funding, EventKind.Mark]),
    ];

    /// <summary>A sentence for each need that nothing meets.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="countOf">How many events of a kind there were.</param>
    public static IEnumerable<string> Of(StrategyDescriptor strategy, Func<EventKind, long> countOf)
    {
        foreach (var (input, name, kinds) in Table)
        {
            if (strategy.Needs.HasFlag(input) && kinds.All(kind => countOf(kind) == 0))
            {
                yield return $"{strategy.Name}: the journal has no {name}";
            }
        }
    }

    /// <summary>The needs in words, for lists.</summary>
    public static IEnumerable<string> Names(StrategyDescriptor strategy)
    {
        foreach (var (input, name, _) in Table)
        {
            if (strategy.Needs.HasFlag(input))
            {
                yield return name;
            }
        }

        if (strategy.InstrumentCountMin > 1)
        {
            yield return $"{strategy.InstrumentCountMin} instruments";
        }
    }
}
