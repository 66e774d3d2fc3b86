using Engine.Model.Numbers;

namespace Engine.Strategies.Parts;

/// <summary>The price around which a market maker with inventory quotes, and how widely.</summary>
/// <remarks>
/// Avellaneda and Stoikov, High-frequency trading in a limit order book, Quantitative Finance 8(3), 2008: reservation
/// price r = s − q·γ·σ²·(T − t), total spread δ = γ·σ²·(T − t) + (2 ÷ γ)·ln(1 + γ ÷ κ). Any unit of price serves, as
/// long as it is one: s and δ in it, σ in it per root of a second, γ and κ in one over it. One q is one unit of
/// inventory.
/// </remarks>
internal readonly record struct ReservationQuote
{
    /// <summary>r.</summary>
    internal required double Reservation { get; init; }

    /// <summary>δ, from bid to ask.</summary>
    internal required double Spread { get; init; }

    /// <summary>The bid: r − δ ÷ 2.</summary>
    internal double Bid => Reservation - (Spread / 2);

    /// <summary>The ask: r + δ ÷ 2.</summary>
    internal double Ask => Reservation + (Spread / 2);

    /// <summary>Computes them.</summary>
    /// <param name="mid">s.</param>
    /// <param name="inventory">q, signed.</param>
    /// <param name="model">γ, κ, σ and the time that is left.</param>
    internal static ReservationQuote Of(double mid, double inventory, in QuoteModel model)
    {
        var risk = model.RiskAversion * model.Volatility * model.Volatility * model.HorizonSeconds;
        var reach = 2 / model.RiskAversion * DeterministicMath.Log(1 + (model.RiskAversion / model.ArrivalDecay));
        return new ReservationQuote { Reservation = mid - (inventory * risk), Spread = risk + reach };
    }
}
