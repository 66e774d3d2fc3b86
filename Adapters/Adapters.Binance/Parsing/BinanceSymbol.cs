using Adapters.Common.Parsing;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>What the parser must know of one instrument.</summary>
/// <param name="Instrument">Its number in the stream of events.</param>
/// <param name="Price">The grid of its prices.</param>
/// <param name="Quantity">The grid of its quantities.</param>
/// <param name="LotUnits">The lot in 10⁻⁸ of the base asset where book totals may hold residues (spot); else 0.</param>
internal readonly record struct BinanceSymbol(
    InstrumentId Instrument, DecimalGrid Price, DecimalGrid Quantity, long LotUnits)
{
    // Spot counts every asset in 10⁻⁸ at most.
    private const int ResidueScale = 8;

    /// <summary>The lot that <see cref="LotUnits" /> wants for a lot size; 0 where it is finer than the venue counts.</summary>
    internal static long LotUnitsOf(DecimalStep lot) =>
        DecimalText.TryParseSteps("1"u8, lot, out var lotsPerUnit) == NumberStatus.Ok && 100_000_000 % lotsPerUnit == 0
            ? 100_000_000 / lotsPerUnit
            : 0;

    /// <summary>Reads the total of a book level whose text is off the grid: whole lots, the residue dropped.</summary>
    /// <remarks>
    /// Orders of before a lot was widened still rest in spot's books, far from the market, and totals there show digits
    /// that no order of today could have. Such a level is no reason to break a book. Prices and trades have no residues.
    /// </remarks>
    internal NumberStatus TryReadResidue(ReadOnlySpan<byte> text, out long lots)
    {
        lots = 0;
        if (LotUnits == 0)
        {
            return NumberStatus.OffGrid;
        }

        var status = DecimalText.TryParseSteps(text, new DecimalStep(1, ResidueScale), out var units);
        lots = status == NumberStatus.Ok ? units / LotUnits : 0;
        return status;
    }
}
