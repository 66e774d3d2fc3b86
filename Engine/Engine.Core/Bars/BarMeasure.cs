namespace Engine.Core.Bars;

/// <summary>What fills a bar.</summary>
public enum BarMeasure : byte
{
    /// <summary>Time: bars of a fixed length, in ns.</summary>
    Time = 0,

    /// <summary>Trades: bars of a fixed number of them ("tick bars").</summary>
    Trades = 1,

    /// <summary>Volume: bars of at least so many lots.</summary>
    Volume = 2,

    /// <summary>Value: bars of at least so much of the quote currency, in 10⁻⁸ ("dollar bars").</summary>
    Value = 3,
}
