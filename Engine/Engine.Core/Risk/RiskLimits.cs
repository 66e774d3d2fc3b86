using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>
/// The limits that gate every order: the account's, and those of single strategies and instruments beside. Set by
/// events, so that a replay has the same.
/// </summary>
/// <remarks>
/// A parameter event of the engine without an instrument is the account's; with one it is that instrument's; of a
/// strategy, from <see cref="StrategyPlace" /> on, that strategy's. Where several are set the tightest holds. A scope
/// that was set can be loosened to the range's end, not taken back.
/// </remarks>
public sealed class RiskLimits
{
    /// <summary>The place of the first row among a strategy's parameters: before those that the host holds.</summary>
    public const int StrategyPlace = 0xFE00;

    private const long QuoteUnit = Money.Scale;
    private const LimitScopes Both = LimitScopes.Strategy | LimitScopes.Instrument;

    /// <summary>The table: place, name, unit, default and range of each limit.</summary>
    public static readonly IReadOnlyList<ParameterDescriptor> Table =
    [
        ParameterDescriptor.OfMoney("maxOrderNotional", 10_000 * QuoteUnit, 0, long.MaxValue,
            "The largest order, in quote currency."),
        ParameterDescriptor.OfMoney("maxPositionNotional", 10_000 * QuoteUnit, 0, long.MaxValue,
            "The largest position in one instrument, open orders included, in quote currency."),
        ParameterDescriptor.OfMoney("maxExposure", 100_000 * QuoteUnit, 0, long.MaxValue,
            "The largest sum of positions over all instruments, open orders included, in quote currency."),
        ParameterDescriptor.OfReal("priceCollarBps", 500, 0, 100_000,
            "How far a limit price may lie from the market, in bps, on the side that hurts."),
        ParameterDescriptor.OfInteger("maxOpenOrders", 200, 0, 4_000, "The most orders open at once."),
        ParameterDescriptor.OfReal("maxOrderQuantity", 0, 0, 1e15, "The largest order; 0 for any.", "base units"),
        ParameterDescriptor.OfReal("maxPositionQuantity", 0, 0, 1e15,
            "The largest position in one instrument, open orders included; 0 for any.", "base units"),
        ParameterDescriptor.OfReal("maxCapitalShare", 0.10, 0, 1_000,
            "The largest position in one instrument, as a fraction of the equity; 0 for any.", "fraction"),
        ParameterDescriptor.OfReal("markCollarBps", 500, 0, 100_000,
            "How far a limit price may lie from the mark price, in bps, on the side that hurts."),
        ParameterDescriptor.OfInteger("maxOrdersPerSecond", 0, 0, 100_000,
            "The most orders and amends within a second; 0 for any."),
        ParameterDescriptor.OfInteger("maxOrdersPerHour", 0, 0, 1_000_000,
            "The most orders and amends within an hour; 0 for any."),
        ParameterDescriptor.OfInteger("maxOrdersPerDay", 0, 0, 1_000_000,
            "The most orders and amends within 24 hours; 0 for any."),
        ParameterDescriptor.OfInteger("maxOpeningsPerHour", 20, 0, 1_000_000,
            "The most positions opened within an hour; market makers are not counted; 0 for any."),
        ParameterDescriptor.OfInteger("maxOpeningsPerDay", 100, 0, 1_000_000,
            "The most positions opened within 24 hours; market makers are not counted; 0 for any."),
        ParameterDescriptor.OfReal("maxLeverage", 10, 0, 200,
            "The largest exposure, open orders included, as a multiple of the equity; 0 for any."),
        ParameterDescriptor.OfReal("maxMarginUse", 1, 0, 1,
            "The most of the equity that may be margin, open orders included; 0 for any.", "fraction"),
        ParameterDescriptor.OfReal("maxRiskPerTrade", 0.02, 0, 1,
            "The most that an order may lose at its protective stop, as a fraction of the equity; 0 for any.",
            "fraction"),
        ParameterDescriptor.OfReal("stopDistanceBps", 0, 0, 100_000,
            "How far the stop of an order that names none lies from its price; 0 for not known.", "bps"),
        ParameterDescriptor.OfReal("maxPositionLoss", 0.05, 0, 1_000,
            "The loss of a position beyond which it is not added to, as a fraction of the equity; 0 for any.",
            "fraction"),
        ParameterDescriptor.OfMoney("maxDailyLoss", 0, 0, long.MaxValue,
            "The most that a day (UTC) may lose, in quote currency; 0 for any."),
        ParameterDescriptor.OfReal("maxDailyLossShare", 0.05, 0, 1_000,
            "The most that a day (UTC) may lose, as a fraction of the equity at its start; 0 for any.", "fraction"),
        ParameterDescriptor.OfReal("maxDrawdown", 0.20, 0, 1_000,
            "How far the equity may fall from its peak, as a fraction of it; 0 for any.", "fraction"),
        ParameterDescriptor.OfInteger("lossesInARow", 5, 0, 1_000,
            "After so many losing trades in a row a strategy pauses; market makers do not; 0 for never."),
        ParameterDescriptor.OfDuration("cooldown", 15 * TimestampNs.PerMinute, 0, 30 * TimestampNs.PerDay,
            "How long a strategy pauses after losses in a row."),
        ParameterDescriptor.OfFlag("allowUnlisted", true,
            "Whether instruments may be traded that have no 'allowed' of their own."),
        ParameterDescriptor.OfFlag("allowed", true, "Whether the instrument or strategy may add risk."),
    ];

    /// <summary>Whose limit each row can be, by place.</summary>
    public static readonly IReadOnlyList<LimitScopes> Scopes =
    [
        Both, Both, LimitScopes.None, Both, Both, Both, Both, Both, Both,
        LimitScopes.Strategy, LimitScopes.Strategy, LimitScopes.Strategy, LimitScopes.Strategy, LimitScopes.Strategy,
        LimitScopes.None, LimitScopes.None, Both, Both, LimitScopes.Instrument,
        LimitScopes.None, LimitScopes.None, LimitScopes.None, LimitScopes.Strategy, LimitScopes.Strategy,
        LimitScopes.None, Both | LimitScopes.NotAccount,
    ];

    private readonly ScopedLimits _instruments = new(0);
    private readonly ScopedLimits _strategies = new(StrategyPlace);

    /// <summary>How far a limit price may lie from the market, in hundredths of a basis point.</summary>
    public long PriceCollarCentiBps => CentiBps(Values.Real(LimitPlace.PriceCollar));

    /// <summary>The account's values, for those who list them.</summary>
    public ParameterValues Values { get; } = new(Table);

    /// <summary>Counts the changes: who keeps something made of the limits makes it anew.</summary>
    internal int Version { get; private set; }

    /// <summary>Takes a parameter event of the engine's own scope, of an instrument's or a strategy's.</summary>
    /// <exception cref="InvalidDataException">
    /// The table has no such place, the name, type or range does not fit, or the limit is not one of that scope.
    /// </exception>
    internal void Apply(in Event e)
    {
        var strategy = e.ParameterSet.Strategy;
        if (strategy != StrategyId.Engine)
        {
            RequireScope(e.ParameterSet.Parameter - StrategyPlace, LimitScopes.Strategy);
            _strategies.Apply(strategy.Value, e);
        }
        else if (e.Instrument != InstrumentId.None)
        {
            RequireScope(e.ParameterSet.Parameter, LimitScopes.Instrument);
            _instruments.Apply(e.Instrument.Value, e);
        }
        else
        {
            Values.Apply(e);
        }

        Version++;
    }

    /// <summary>The values of an instrument; false where none is set.</summary>
    internal bool TryOfInstrument(int instrument, int place, out long bits) =>
        _instruments.TryGet(instrument, place, out bits);

    /// <summary>The values of a strategy; false where none is set.</summary>
    internal bool TryOfStrategy(int strategy, int place, out long bits) =>
        _strategies.TryGet(strategy, place, out bits);

    internal static long CentiBps(double bps) => (long)((bps * 100) + 0.5);

    internal void VisitState(StateSink sink)
    {
        Values.VisitState(sink);
        _instruments.VisitState(sink);
        _strategies.VisitState(sink);
        Version += sink.IsRestoring ? 1 : 0;
    }

    private static void RequireScope(int place, LimitScopes scope)
    {
        if ((uint)place < (uint)Table.Count && (Scopes[place] & scope) == 0)
        {
            var whose = scope == LimitScopes.Strategy ? "a strategy's" : "an instrument's";
            throw new InvalidDataException($"The limit '{Table[place].Name}' cannot be {whose}.");
        }
    }
}
