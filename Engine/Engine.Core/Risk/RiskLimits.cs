using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>
/// The engine's own parameters: limits that gate every order. Set by events, so that a replay has the same.
/// </summary>
public sealed class RiskLimits
{
    private const long QuoteUnit = Money.Scale;

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
    ];

    private const int OrderNotionalPlace = 0;
    private const int PositionNotionalPlace = 1;
    private const int ExposurePlace = 2;
    private const int CollarPlace = 3;
    private const int OpenOrdersPlace = 4;

    private readonly ParameterValues _values = new(Table);

    /// <summary>The largest order.</summary>
    public Money MaxOrderNotional => new(_values.Bits(OrderNotionalPlace));

    /// <summary>The largest position in one instrument, open orders included.</summary>
    public Money MaxPositionNotional => new(_values.Bits(PositionNotionalPlace));

    /// <summary>The largest sum over all instruments, open orders included.</summary>
    public Money MaxExposure => new(_values.Bits(ExposurePlace));

    /// <summary>How far a limit price may lie from the market, in hundredths of a basis point.</summary>
    public long PriceCollarCentiBps => (long)((_values.Real(CollarPlace) * 100) + 0.5);

    /// <summary>The most orders open at once.</summary>
    public long MaxOpenOrders => _values.Bits(OpenOrdersPlace);

    /// <summary>The values, for those who list them.</summary>
    public ParameterValues Values => _values;

    /// <summary>Takes a parameter event of the engine's own scope.</summary>
    /// <exception cref="InvalidDataException">
    /// The table has no such place, or the name, type or range does not fit.
    /// </exception>
    internal void Apply(in Event e) => _values.Apply(e);
}
