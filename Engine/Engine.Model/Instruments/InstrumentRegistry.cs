using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Engine.Model.Instruments;

/// <summary>The assets and instruments that a stream has defined so far, by their dense numbers. One thread.</summary>
public sealed class InstrumentRegistry
{
    private readonly List<string> _assets = [string.Empty];
    private readonly List<Instrument> _instruments = [];
    private Event _defined;
    private Event _terms;

    /// <summary>How many instruments are defined.</summary>
    public int Count => _instruments.Count;

    /// <summary>How many assets are defined; their numbers are 1 … this.</summary>
    public int AssetCount => _assets.Count - 1;

    /// <summary>The instruments, by number.</summary>
    public IReadOnlyList<Instrument> All => _instruments;

    /// <summary>The instrument of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not defined.</exception>
    public Instrument this[InstrumentId id] => _instruments[id.Value];

    /// <summary>Whether an instrument of that number is defined.</summary>
    public bool IsDefined(InstrumentId id) => (uint)id.Value < (uint)_instruments.Count;

    /// <summary>The name of an asset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not defined.</exception>
    public string AssetName(AssetId id) => _assets[id.Value];

    /// <summary>Finds an asset by its name; none where it is not defined.</summary>
    public AssetId FindAsset(string name)
    {
        var index = _assets.IndexOf(name);
        return index > 0 ? new AssetId(index) : AssetId.None;
    }

    /// <summary>
    /// Finds an instrument by venue and symbol, the newest where one replaces another; null where it is not
    /// defined.
    /// </summary>
    public Instrument? Find(VenueId venue, string symbol) =>
        _instruments.FindLast(instrument => instrument.Venue == venue && instrument.Symbol == symbol);

    /// <summary>Whether an event is a definition that <see cref="Apply" /> wants.</summary>
    public static bool IsDefinition(EventKind kind) => kind is EventKind.AssetDefined or EventKind.InstrumentDefined
        or EventKind.InstrumentTerms or EventKind.InstrumentSymbol;

    /// <summary>Takes the next definition event; others are ignored.</summary>
    /// <exception cref="InvalidDataException">
    /// The definition is out of order, repeated or impossible: names the place.
    /// </exception>
    public void Apply(in Event definition)
    {
        switch (definition.Kind)
        {
            case EventKind.AssetDefined:
                if (definition.AssetDefined.Asset.Value != _assets.Count)
                {
                    throw new InvalidDataException(
                        $"Asset {definition.AssetDefined.Asset.Value} is defined where asset {_assets.Count} is next.");
                }

                _assets.Add(definition.AssetDefined.Name.ToString());
                break;
            case EventKind.InstrumentDefined:
                _defined = definition;
                break;
            case EventKind.InstrumentTerms:
                _terms = definition;
                break;
            case EventKind.InstrumentSymbol:
                _instruments.Add(Complete(definition));
                break;
            default:
                break;
        }
    }

    private Instrument Complete(in Event symbol)
    {
        var id = symbol.Instrument;
        if (id.Value != _instruments.Count || _defined.Instrument != id || _terms.Instrument != id
            || _defined.Kind != EventKind.InstrumentDefined || _terms.Kind != EventKind.InstrumentTerms)
        {
            throw new InvalidDataException(
                $"Instrument {id.Value} is defined out of order: {_instruments.Count} is next, "
                + "in three slots of one run.");
        }

        ref readonly var grid = ref _defined.InstrumentDefined;
        ref readonly var terms = ref _terms.InstrumentTerms;
        RequireAsset(terms.BaseAsset, id);
        RequireAsset(terms.QuoteAsset, id);
        RequireAsset(terms.SettleAsset, id);
        if (grid.ContractType is not (ContractType.Spot or ContractType.LinearPerpetual))
        {
            throw new InvalidDataException($"Instrument {id.Value} has the unknown contract type {grid.ContractType}.");
        }

        try
        {
            return new Instrument(
                new DecimalStep(grid.TickMantissa, grid.TickScale),
                new DecimalStep(grid.LotMantissa, grid.LotScale),
                new DecimalStep(grid.MultiplierMantissa, grid.MultiplierScale))
            {
                Id = id,
                Venue = grid.Venue,
                Symbol = symbol.Text.ToString(),
                ContractType = grid.ContractType,
                BaseAsset = terms.BaseAsset,
                QuoteAsset = terms.QuoteAsset,
                SettleAsset = terms.SettleAsset,
                MakerFee = new Rate(grid.MakerFee),
                TakerFee = new Rate(grid.TakerFee),
                MinNotional = terms.MinNotional,
                MinQuantity = terms.MinQuantity,
                MaxQuantity = terms.MaxQuantity,
                Replaces = terms.Replaces,
            };
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(
                $"Instrument {id.Value} has an impossible grid: {exception.Message}", exception);
        }
    }

    private void RequireAsset(AssetId asset, InstrumentId instrument)
    {
        if (asset.Value <= 0 || asset.Value >= _assets.Count)
        {
            throw new InvalidDataException($"Instrument {instrument.Value} uses the undefined asset {asset.Value}.");
        }
    }
}
