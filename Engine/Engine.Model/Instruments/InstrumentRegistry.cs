using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Engine.Model.Instruments;

/// <summary>The assets and instruments that a stream has defined so far, by their dense numbers. One thread.</summary>
public sealed class InstrumentRegistry
{
    private readonly List<string> _assets = [string.Empty];
    private readonly List<Instrument> _instruments = [];

    // The slots of the definition that is under way; of no kind where none is.
    private Event _grid;
    private Event _terms;

    private bool IsUnderWay => _grid.Kind != EventKind.None;

    private bool HasTerms => _terms.Kind != EventKind.None;

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

    /// <summary>The name of an asset; empty for <see cref="AssetId.None" />.</summary>
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
    /// The definition is out of order, repeated or impossible: names the asset or instrument. The registry is then of
    /// no use.
    /// </exception>
    public void Apply(in Event definition)
    {
        switch (definition.Kind)
        {
            case EventKind.AssetDefined:
                AddAsset(definition.AssetDefined.Asset, definition.AssetDefined.Name.ToString());
                break;
            case EventKind.InstrumentDefined:
                RequireOrder(definition, !IsUnderWay && definition.Instrument.Value == _instruments.Count);
                _grid = definition;
                break;
            case EventKind.InstrumentTerms:
                RequireOrder(definition, IsUnderWay && !HasTerms && definition.Instrument == _grid.Instrument);
                _terms = definition;
                break;
            case EventKind.InstrumentSymbol:
                RequireOrder(definition, HasTerms && definition.Instrument == _grid.Instrument);
                _instruments.Add(Complete(definition));
                _grid = default;
                _terms = default;
                break;
            default:
                break;
        }
    }

    private void AddAsset(AssetId asset, string name)
    {
        if (IsUnderWay)
        {
            throw new InvalidDataException(
                $"Asset {asset.Value} is defined within the definition of instrument {_grid.Instrument.Value}.");
        }

        if (asset.Value != _assets.Count)
        {
            throw new InvalidDataException($"Asset {asset.Value} is defined where asset {_assets.Count} is next.");
        }

        // The empty name stands for no asset, at number 0.
        if (_assets.Contains(name))
        {
            throw new InvalidDataException($"Asset {asset.Value} has no name, or that of another asset: '{name}'.");
        }

        _assets.Add(name);
    }

    private void RequireOrder(in Event slot, bool isNext)
    {
        if (!isNext)
        {
            throw new InvalidDataException(
                $"Instrument {slot.Instrument.Value} is defined out of order ({slot.Kind}): {_instruments.Count} is "
                + "next, in three slots of one run.");
        }
    }

    private Instrument Complete(in Event symbol)
    {
        var id = symbol.Instrument;
        ref readonly var grid = ref _grid.InstrumentDefined;
        ref readonly var terms = ref _terms.InstrumentTerms;
        RequireAsset(terms.BaseAsset, id);
        RequireAsset(terms.QuoteAsset, id);
        RequireAsset(terms.SettleAsset, id);
        var name = symbol.Text.ToString();
        Require(name.Length > 0, id, "has no symbol");
        Require(
            grid.Venue is > VenueId.None and <= VenueId.Simulated, id, $"is of the unknown venue {(int)grid.Venue}");
        Require(
            grid.ContractType is ContractType.Spot or ContractType.LinearPerpetual,
            id,
            $"has the unknown contract type {(int)grid.ContractType}");
        Require(
            terms.Replaces == InstrumentId.None || IsDefined(terms.Replaces),
            id,
            $"replaces the undefined instrument {terms.Replaces.Value}");
        Require(
            terms.MinNotional >= Money.Zero && terms.MinQuantity >= QtyLots.Zero
                && (terms.MaxQuantity == QtyLots.Zero || terms.MaxQuantity >= terms.MinQuantity),
            id,
            $"has impossible limits: notional from {terms.MinNotional.Value}, quantity {terms.MinQuantity.Value} to "
            + $"{terms.MaxQuantity.Value}");

        try
        {
            return new Instrument(
                new DecimalStep(grid.TickMantissa, grid.TickScale),
                new DecimalStep(grid.LotMantissa, grid.LotScale),
                new DecimalStep(grid.MultiplierMantissa, grid.MultiplierScale))
            {
                Id = id,
                Venue = grid.Venue,
                Symbol = name,
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

    private void RequireAsset(AssetId asset, InstrumentId instrument) => Require(
        asset.Value > 0 && asset.Value < _assets.Count, instrument, $"uses the undefined asset {asset.Value}");

    private static void Require(bool holds, InstrumentId instrument, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException($"Instrument {instrument.Value} {fault}.");
        }
    }
}
