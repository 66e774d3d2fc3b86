using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>Sizes a strategy's positions by its parameters, which are the same in every strategy that has one.</summary>
/// <remarks>A mutable struct: kept as a field that is not readonly.</remarks>
internal struct Sizer
{
    /// <summary>How many parameters <see cref="Rows" /> has.</summary>
    internal const int RowCount = 5;

    private const int OrderSizeOffset = 0;
    private const int SizingOffset = 1;
    private const int FractionOffset = 2;
    private const int KellyPartOffset = 3;
    private const int LossLimitOffset = 4;

    // Fewer say nothing of a probability.
    private const int KellyTradesMin = 20;

    private readonly int _firstPlace;
    private TradeRecord _record;

    /// <param name="firstPlace">Where the strategy's table has the first of <see cref="Rows" />.</param>
    internal Sizer(int firstPlace) => _firstPlace = firstPlace;

    /// <summary>The parameters, for the end of a strategy's table.</summary>
    /// <param name="orderSize">The default of the fixed size, in whole units of the quote currency.</param>
    internal static ParameterDescriptor[] Rows(long orderSize) =>
    [
        ParameterDescriptor.OfMoney(
            "orderSize", orderSize * Money.Scale, 0, long.MaxValue, "The value of an entry where the size is fixed."),
        ParameterDescriptor.OfInteger(
            "sizing", (long)SizingMethod.Fixed, 0, 3,
            "0: orderSize; 1: sizeFraction of the equity; 2: so much that the stop costs sizeFraction of the equity; "
            + "3: kellyPart of Kelly's fraction of its own trades, orderSize for the first twenty.", "method"),
        ParameterDescriptor.OfReal(
            "sizeFraction", 0.01, 0, 10, "The part of the equity that methods 1 and 2 put in or risk.", "fraction"),
        ParameterDescriptor.OfReal("kellyPart", 0.25, 0, 1, "The part of Kelly's fraction that is dared.", "fraction"),
        ParameterDescriptor.OfReal(
            "lossPerPosition", 0.05, 0, 1, "Caps methods 1 to 3: what reaching the stop may cost of the equity.",
            "fraction"),
    ];

    /// <summary>The lots of an entry; zero where it is too small to trade.</summary>
    /// <param name="context">The strategy's context.</param>
    /// <param name="market">The market.</param>
    /// <param name="reference">The price now.</param>
    /// <param name="stopFraction">The stop's distance, a fraction of the price; zero where there is none.</param>
    internal readonly QtyLots Lots(
        StrategyContext context, MarketState market, PriceTicks reference, double stopFraction)
    {
        var amount = Amount(context, market.Instrument.Id, stopFraction);
        var lots = Sizing.LotsFor(market.Instrument, reference, amount);
        return Sizing.Tradable(market.Instrument, reference, lots);
    }

    /// <summary>A fill of the strategy.</summary>
    internal void OnFill(in FillReport fill) => _record.OnFill(fill);

    internal void VisitState(StateSink sink) => _record.VisitState(sink);

    private readonly Money Amount(StrategyContext context, InstrumentId instrument, double stopFraction)
    {
        var parameters = context.Parameters;
        var method = (SizingMethod)parameters.Integer(_firstPlace + SizingOffset);
        var isUnknown = method == SizingMethod.Kelly && _record.Count < KellyTradesMin;
        if (method == SizingMethod.Fixed || isUnknown)
        {
            return parameters.Money(_firstPlace + OrderSizeOffset);
        }

        var part = parameters.Real(_firstPlace + FractionOffset);
        var equity = context.Equity(instrument);
        var cap = PositionSize.CapOfLoss(parameters.Real(_firstPlace + LossLimitOffset), stopFraction);
        var kellyPart = parameters.Real(_firstPlace + KellyPartOffset);
        var wanted = method switch
        {
            SizingMethod.Equity => PositionSize.FractionOfEquity(equity, part),
            SizingMethod.Volatility => PositionSize.VolatilityScaled(equity, part, stopFraction),
            _ => PositionSize.FractionOfEquity(equity, PositionSize.FractionalKelly(_record.Kelly, kellyPart, cap)),
        };
        var most = PositionSize.FractionOfEquity(equity, cap);
        return wanted < most ? wanted : most;
    }
}
