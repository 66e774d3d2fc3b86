using Engine.Model.Instruments;
using Replay.Statistics;

namespace Replay.Reports;

/// <summary>One instrument's price and the fills in it.</summary>
/// <param name="Instrument">The instrument, for its name and grid.</param>
/// <param name="Prices">Its price.</param>
/// <param name="Fills">The fills of all strategies.</param>
public sealed record InstrumentSection(Instrument Instrument, PriceSeries Prices, FillSeries Fills);
