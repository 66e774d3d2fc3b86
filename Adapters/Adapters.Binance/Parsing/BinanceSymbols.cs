using Adapters.Common.Parsing;
using Engine.Model.Instruments;

namespace Adapters.Binance.Parsing;

/// <summary>The instruments that a parser of one product (spot or USD-M) reads. Immutable; any thread may read it.</summary>
/// <remarks>Spot BTCUSDT and the perpetual have the same name: a table never mixes the two.</remarks>
public sealed class BinanceSymbols
{
    private const int SymbolBytesMax = 40;
    private readonly SymbolTable _table;
    private readonly BinanceSymbol[] _symbols;
    private readonly Instrument[] _instruments;

    /// <summary>Makes the table; a symbol's place is its index in the list.</summary>
    /// <exception cref="ArgumentException">The venue is not Binance, an instrument is of another, or a symbol comes twice.</exception>
    public BinanceSymbols(VenueId venue, IReadOnlyList<Instrument> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        if (venue is not (VenueId.BinanceSpot or VenueId.BinanceUsdM))
        {
            throw new ArgumentException($"{venue.Name()} is not a Binance venue.", nameof(venue));
        }

        var stranger = instruments.FirstOrDefault(instrument => instrument.Venue != venue);
        if (stranger is not null)
        {
            throw new ArgumentException($"{stranger.Name} does not belong to {venue.Name()}.", nameof(instruments));
        }

        Venue = venue;
        _instruments = [.. instruments];
        _table = new SymbolTable([.. instruments.Select(instrument => instrument.Symbol)]);
        _symbols = [.. instruments.Select(instrument => new BinanceSymbol(
            instrument.Id,
            new DecimalGrid(instrument.TickSize),
            new DecimalGrid(instrument.LotSize),
            venue == VenueId.BinanceSpot ? BinanceSymbol.LotUnitsOf(instrument.LotSize) : 0))];
    }

    /// <summary>The product.</summary>
    public VenueId Venue { get; }

    /// <summary>How many there are.</summary>
    public int Count => _symbols.Length;

    /// <summary>Whether it is USD-M, whose depth messages name the one before.</summary>
    public bool IsUsdM => Venue == VenueId.BinanceUsdM;

    /// <summary>The instrument at a place.</summary>
    public Instrument InstrumentAt(int place) => _instruments[place];

    /// <summary>The place of a symbol as it stands in a message; −1 where it is not one of ours.</summary>
    public int Find(ReadOnlySpan<byte> symbol) => _table.Find(symbol);

    /// <summary>The place of the symbol that a stream's name starts with, in lower case there; −1 where it is not ours.</summary>
    internal int FindByStream(ReadOnlySpan<byte> stream)
    {
        var end = stream.IndexOf((byte)'@');
        if (end is <= 0 or > SymbolBytesMax)
        {
            return -1;
        }

        Span<byte> upper = stackalloc byte[SymbolBytesMax];
        for (var i = 0; i < end; i++)
        {
            var character = stream[i];
            upper[i] = character is >= (byte)'a' and <= (byte)'z' ? (byte)(character - 32) : character;
        }

        return _table.Find(upper[..end]);
    }

    internal ref readonly BinanceSymbol this[int place] => ref _symbols[place];
}
