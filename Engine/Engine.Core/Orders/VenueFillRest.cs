using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// What is left of a fill while it is shared out: the last part takes the whole rest, so that nothing is lost to
/// rounding.
/// </summary>
/// <param name="quantity">Of the whole fill.</param>
/// <param name="notional">Of the whole fill.</param>
/// <param name="fee">Of the whole fill.</param>
internal struct VenueFillRest(QtyLots quantity, Money notional, Money fee)
{
    /// <summary>What is left of the quantity.</summary>
    internal QtyLots Quantity { get; private set; } = quantity;

    private Money _notional = notional;
    private Money _fee = fee;

    /// <summary>Takes a part.</summary>
    internal (QtyLots Quantity, Money Notional, Money Fee) Take(
        QtyLots part, Instrument instrument, PriceTicks price)
    {
        if (part >= Quantity)
        {
            (var rest, Quantity) = (Quantity, QtyLots.Zero);
            return (rest, _notional, _fee);
        }

        // Part of a notional that fits, so it fits.
        instrument.TryNotional(price, part, out var cost);
        var share = new Money((long)Rounding.DivideHalfEven((Int128)_fee.Value * part.Value, Quantity.Value));
        Quantity -= part;
        _notional -= cost;
        _fee -= share;
        return (part, cost, share);
    }
}
