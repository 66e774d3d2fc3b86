namespace Tests.Strategies;

/// <summary>A bar as a test writes it: ticks of 0.1, lots of 0.001.</summary>
internal readonly record struct Candle(long Open, long High, long Low, long Close, long Volume);
