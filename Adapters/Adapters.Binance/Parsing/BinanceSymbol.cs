using Adapters.Common.Parsing;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>What the parser must know of one instrument.</summary>
/// <param name="Instrument">Its number in the stream of events.</param>
/// <param name="Price">The grid of its prices.</param>
/// <param name="Quantity">The grid of its quantities.</param>
internal readonly record struct BinanceSymbol(InstrumentId Instrument, DecimalGrid Price, DecimalGrid Quantity);
