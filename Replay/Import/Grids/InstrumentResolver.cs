using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Grids;

/// <summary>Gives each symbol of an import its instrument, and each instrument and asset its number. One thread.</summary>
internal sealed class InstrumentResolver
{
    private readonly ImportRequest _request;
    private readonly VenueId _venue;
    private readonly Func<string, GridProbe> _probeOf;
    private readonly ImportSummary _summary;
    private readonly List<string> _assets = [];
    private readonly Dictionary<string, Instrument> _bySymbol = new(StringComparer.Ordinal);
    private IReadOnlyList<InstrumentSpec>? _fromFile;

    /// <summary>Makes a resolver.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="probeOf">Reads the data of a symbol for its grid; called only where the request wants that.</param>
    /// <param name="summary">Takes the instruments and where their grids come from.</param>
    internal InstrumentResolver(
        ImportRequest request, VenueId venue, Func<string, GridProbe> probeOf, ImportSummary summary)
    {
        _request = request;
        _venue = venue;
        _probeOf = probeOf;
        _summary = summary;
    }

    /// <summary>The assets' names; an asset's number is its index and one.</summary>
    internal IReadOnlyList<string> Assets => _assets;

    /// <summary>The instrument of a symbol.</summary>
    /// <exception cref="ImportException">It has no grid, or one that leaves no exact money.</exception>
    internal Instrument Resolve(string symbol)
    {
        if (_bySymbol.TryGetValue(symbol, out var known))
        {
            return known;
        }

        var spec = Specify(symbol);
        var instrument = Build(spec);
        _bySymbol.Add(symbol, instrument);
        _summary.Add(instrument);
        return instrument;
    }

    private InstrumentSpec Specify(string symbol)
    {
        if (_request.Tick is { } tick && _request.Lot is { } lot)
        {
            var (baseAsset, quoteAsset) = SymbolNames.Split(_venue, symbol);
            return new InstrumentSpec
            {
                Venue = _venue,
                Symbol = symbol,
                BaseAsset = baseAsset,
                QuoteAsset = quoteAsset,
                Tick = tick,
                Lot = lot,
                Source = "--tick and --lot",
            };
        }

        return _request.GridFromData ? FromData(symbol) : FromFile(symbol) ?? FromTable(symbol);
    }

    private InstrumentSpec FromData(string symbol)
    {
        var probe = _probeOf(symbol);
        if (!probe.HasPrices)
        {
            throw ImportException.Usage(
                "--grid-from-data", $"the data of {symbol} hold no price to take a grid from", "give --tick and --lot, or --instruments");
        }

        var (baseAsset, quoteAsset) = SymbolNames.Split(_venue, symbol);
        _summary.Warn(
            $"{_venue.Name()}:{symbol} trades on the finest grid that the data show: tick {probe.Tick}, lot {probe.Lot}; the "
            + "venue's own may be coarser");
        return new InstrumentSpec
        {
            Venue = _venue,
            Symbol = symbol,
            BaseAsset = baseAsset,
            QuoteAsset = quoteAsset,
            Tick = probe.Tick,
            Lot = probe.Lot,
            Source = "the data",
        };
    }

    private InstrumentSpec? FromFile(string symbol)
    {
        if (_request.InstrumentsFile is null)
        {
            return null;
        }

        _fromFile ??= InstrumentFile.Read(_request.InstrumentsFile, _venue);
        return _fromFile.FirstOrDefault(spec => spec.Venue == _venue && spec.Symbol == symbol)
            ?? throw ImportException.Usage(
                _request.InstrumentsFile,
                $"{_venue.Name()}:{symbol} is not among its {_fromFile.Count} instruments",
                "check the symbol, or give --tick and --lot");
    }

    private InstrumentSpec FromTable(string symbol)
    {
        var spec = PresetInstruments.Find(_venue, symbol)
            ?? throw ImportException.Usage(
                $"{_venue.Name()}:{symbol}",
                "no grid is known for it",
                "give --instruments FILE (the venue's exchangeInfo), or --tick T --lot L, or --grid-from-data");
        _summary.Warn($"{_venue.Name()}:{symbol} trades on the grid of {spec.Source}: tick {spec.Tick}, lot {spec.Lot}");
        return spec;
    }

    private Instrument Build(InstrumentSpec spec)
    {
        var (maker, taker) = VenueTerms.FeesOf(spec.Venue);
        try
        {
            return new Instrument(spec.Tick, spec.Lot, spec.Multiplier)
            {
                Id = new InstrumentId(_bySymbol.Count),
                Venue = spec.Venue,
                Symbol = spec.Symbol,
                ContractType = VenueTerms.ContractOf(spec.Venue),
                BaseAsset = AssetOf(spec.BaseAsset),
                QuoteAsset = AssetOf(spec.QuoteAsset),
                SettleAsset = AssetOf(spec.QuoteAsset),
                MakerFee = _request.MakerFee ?? spec.MakerFee ?? maker,
                TakerFee = _request.TakerFee ?? spec.TakerFee ?? taker,
                MinNotional = spec.MinNotional,
                MinQuantity = spec.MinQuantity,
                MaxQuantity = spec.MaxQuantity,
            };
        }
        catch (ArgumentException exception)
        {
            throw new ImportException(
                ImportErrorCategory.Usage,
                $"{spec.Venue.Name()}:{spec.Symbol}",
                $"the grid of {spec.Source} (tick {spec.Tick}, lot {spec.Lot}) is too fine: money would not be exact in 10^-8",
                "give --tick and --lot whose product has at most 18 digits",
                exception);
        }
    }

    private AssetId AssetOf(string name)
    {
        var index = _assets.IndexOf(name);
        if (index < 0)
        {
            index = _assets.Count;
            _assets.Add(name);
        }

        return new AssetId(index + 1);
    }
}
