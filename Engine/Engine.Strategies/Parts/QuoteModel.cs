namespace Engine.Strategies.Parts;

/// <summary>What the quotes of Avellaneda and Stoikov are made of; all positive, volatility may be zero.</summary>
internal readonly record struct QuoteModel
{
    /// <summary>γ, per unit of price.</summary>
    internal required double RiskAversion { get; init; }

    /// <summary>κ, per unit of price: how fast fills become rarer with the distance from the mid.</summary>
    internal required double ArrivalDecay { get; init; }

    /// <summary>σ, in the unit of price per root of a second.</summary>
    internal required double Volatility { get; init; }

    /// <summary>T − t, seconds.</summary>
    internal required double HorizonSeconds { get; init; }
}
