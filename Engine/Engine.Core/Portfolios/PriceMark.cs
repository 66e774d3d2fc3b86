using Engine.Books;
using Engine.Model.Formulas;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <summary>The price at which positions in an instrument are valued; zeroed while there is none.</summary>
internal struct PriceMark : IEquatable<PriceMark>
{
    /// <summary>A mark price in 10⁻⁸, or ticks.</summary>
    private long _price;

    private bool _isFine;

    /// <summary>Whether there is a price.</summary>
    internal readonly bool IsKnown => _price != 0;

    /// <summary>A price on the grid.</summary>
    internal static PriceMark Of(PriceTicks price) => new() { _price = price.Value };

    /// <summary>
    /// The mark price of a perpetual where the market has one; else the middle of the book, the last trade or the last
    /// bar, as long as the data can be acted on.
    /// </summary>
    /// <returns>False where the market has nothing better than what was known.</returns>
    internal static bool TryRead(MarketState market, bool isAnyBetterThanNone, out PriceMark mark)
    {
        if (market.HasMark && market.Instrument.ContractType == ContractType.LinearPerpetual)
        {
            mark = new PriceMark { _price = market.MarkPrice.Value, _isFine = true };
            return true;
        }

        // A book that is crossed or broken has a middle, but nobody would trade there.
        mark = default;
        if ((isAnyBetterThanNone || market.IsLive) && market.TryReferencePrice(out var price) && price.Value > 0)
        {
            mark._price = price.Value;
            return true;
        }

        return false;
    }

    /// <summary>The value of a quantity, with its sign.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    internal readonly Money ValueOf(Instrument instrument, QtyLots quantity)
    {
        var fits = _isFine
            ? instrument.TryNotional(new FinePrice(_price), quantity, out var value)
            : instrument.TryNotional(new PriceTicks(_price), quantity, out value);
        return fits
            ? value
            : throw new OverflowException($"The value of {quantity.Value} lots of {instrument.Name} does not fit.");
    }

    /// <summary>The price off the grid.</summary>
    internal readonly FinePrice ToFine(Instrument instrument) =>
        _isFine ? new FinePrice(_price) : Ticks.ToFine(instrument, new PriceTicks(_price));

    /// <inheritdoc />
    public readonly bool Equals(PriceMark other) => _price == other._price && _isFine == other._isFine;

    /// <inheritdoc />
    public override readonly bool Equals(object? obj) => obj is PriceMark other && Equals(other);

    /// <inheritdoc />
    public override readonly int GetHashCode() => (int)_price;

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _price);
        sink.Visit(ref _isFine);
    }
}
