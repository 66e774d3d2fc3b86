using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Triggers;

/// <summary>Puts prices off the grid (mark) between two ticks, exactly.</summary>
internal readonly struct MarkGrid
{
    private const int FineScale = 8;

    private readonly Int128 _up;
    private readonly Int128 _down;

    internal MarkGrid(DecimalStep tick)
    {
        _up = PowerOfTen(Math.Max(0, tick.Scale - FineScale));
        _down = tick.Mantissa * PowerOfTen(Math.Max(0, FineScale - tick.Scale));
    }

    /// <summary>The highest tick that is not above a positive price.</summary>
    internal PriceTicks Floor(FinePrice price) => new(checked((long)(price.Value * _up / _down)));

    /// <summary>The lowest tick that is not below a positive price.</summary>
    internal PriceTicks Ceiling(FinePrice price) => new(checked((long)(((price.Value * _up) + _down - 1) / _down)));

    private static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
