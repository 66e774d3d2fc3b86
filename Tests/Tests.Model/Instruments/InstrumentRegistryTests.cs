using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Model.Instruments;

[TestFixture]
internal sealed class InstrumentRegistryTests
{
    private delegate void Spoil(ref Event definition);

    [Test]
    public void Apply_of_its_events_gives_back_the_instrument()
    {
        var original = Definitions.Perpetual(0);
        var registry = Definitions.RegistryWithAssets();

        Definitions.Apply(registry, InstrumentEvents.Define(original, Definitions.Time));

        Assert.That(registry[original.Id], Is.EqualTo(original));
        Assert.That(registry[original.Id].Name, Is.EqualTo("okx-swap:BTC-USDT-SWAP"));
    }

    [Test]
    public void Apply_numbers_assets_and_instruments_in_order()
    {
        var registry = Definitions.RegistryWithOneInstrument();
        Definitions.Apply(
            registry,
            InstrumentEvents.Define(Definitions.Perpetual(1) with { Symbol = "ETH-USDT-SWAP" }, Definitions.Time));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(registry.Count, Is.EqualTo(2));
            Assert.That(registry.AssetCount, Is.EqualTo(2));
            Assert.That(registry.All.Select(instrument => instrument.Id.Value), Is.EqualTo(new[] { 0, 1 }));
            Assert.That(registry.AssetName(new AssetId(2)), Is.EqualTo("USDT"));
            Assert.That(registry.FindAsset("BTC"), Is.EqualTo(new AssetId(1)));
        }
    }

    [TestCase("")]
    [TestCase("btc")]
    [TestCase("EUR")]
    public void FindAsset_answers_none_for_a_name_that_is_not_defined(string name) =>
        Assert.That(Definitions.RegistryWithAssets().FindAsset(name), Is.EqualTo(AssetId.None));

    [TestCase(-1, false)]
    [TestCase(0, true)]
    [TestCase(1, false)]
    [TestCase(int.MinValue, false)]
    [TestCase(int.MaxValue, false)]
    public void IsDefined_knows_the_defined_numbers_alone(int id, bool expected) =>
        Assert.That(Definitions.RegistryWithOneInstrument().IsDefined(new InstrumentId(id)), Is.EqualTo(expected));

    [TestCase(-1)]
    [TestCase(1)]
    public void Indexer_refuses_a_number_that_is_not_defined(int id)
    {
        var registry = Definitions.RegistryWithOneInstrument();

        Assert.That(() => registry[new InstrumentId(id)], Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void AssetName_is_empty_for_none_and_refuses_what_is_not_defined()
    {
        var registry = Definitions.RegistryWithAssets();

        Assert.That(registry.AssetName(AssetId.None), Is.Empty);
        Assert.That(() => registry.AssetName(new AssetId(3)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Find_answers_the_newest_of_a_symbol()
    {
        var registry = Definitions.RegistryWithOneInstrument();
        var successor = Definitions.Perpetual(1) with { Replaces = new InstrumentId(0) };
        Definitions.Apply(registry, InstrumentEvents.Define(successor, Definitions.Time));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(registry.Find(VenueId.OkxSwap, "BTC-USDT-SWAP"), Is.SameAs(registry[new InstrumentId(1)]));
            Assert.That(registry.Find(VenueId.OkxSpot, "BTC-USDT-SWAP"), Is.Null);
            Assert.That(registry.Find(VenueId.OkxSwap, "btc-usdt-swap"), Is.Null);
        }
    }

    [Test]
    public void IsDefinition_is_yes_for_what_Apply_takes([Values] EventKind kind)
    {
        var expected = kind is EventKind.AssetDefined or EventKind.InstrumentDefined or EventKind.InstrumentTerms
            or EventKind.InstrumentSymbol;

        Assert.That(InstrumentRegistry.IsDefinition(kind), Is.EqualTo(expected));
    }

    [Test]
    public void Apply_ignores_other_events()
    {
        var registry = Definitions.RegistryWithOneInstrument();

        registry.Apply(Event.Create(EventKind.Trade, Definitions.Time, new InstrumentId(0)));

        Assert.That((registry.Count, registry.AssetCount), Is.EqualTo((1, 2)));
    }

    [TestCase(0, "XRP")]
    [TestCase(2, "XRP")]
    [TestCase(4, "XRP")]
    [TestCase(-1, "XRP")]
    [TestCase(3, "BTC")]
    [TestCase(3, "")]
    public void Apply_refuses_an_asset_out_of_order_repeated_or_without_a_name(int number, string name)
    {
        var registry = Definitions.RegistryWithAssets();
        var asset = InstrumentEvents.DefineAsset(new AssetId(number), name, Definitions.Time);

        Assert.That(() => registry.Apply(asset), Throws.InstanceOf<InvalidDataException>());
        Assert.That(registry.AssetCount, Is.EqualTo(2));
    }

    [TestCase("gt", TestName = "Apply_refuses_terms_without_the_rest_of_the_definition")]
    [TestCase("gs", TestName = "Apply_refuses_a_symbol_without_terms")]
    [TestCase("t", TestName = "Apply_refuses_terms_first")]
    [TestCase("s", TestName = "Apply_refuses_a_symbol_first")]
    [TestCase("tgs", TestName = "Apply_refuses_terms_before_the_grid")]
    [TestCase("ggts", TestName = "Apply_refuses_a_grid_twice")]
    [TestCase("gtts", TestName = "Apply_refuses_terms_twice")]
    [TestCase("gtss", TestName = "Apply_refuses_a_symbol_twice")]
    [TestCase("gtsg", TestName = "Apply_refuses_to_define_an_instrument_again")]
    public void Apply_refuses_slots_out_of_order(string slots)
    {
        var registry = Definitions.RegistryWithAssets();
        var definition = InstrumentEvents.Define(Definitions.Perpetual(0), Definitions.Time);
        // What is whole so far is no fault: a cut definition shows when the next asset comes.
        var next = InstrumentEvents.DefineAsset(new AssetId(3), "ETH", Definitions.Time);

        Assert.That(
            () => Definitions.Apply(registry, [.. slots.Select(slot => definition["gts".IndexOf(slot)]), next]),
            Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Apply_refuses_slots_of_two_instruments([Values(0, 1, 2)] int slot)
    {
        var registry = Definitions.RegistryWithAssets();
        var definition = InstrumentEvents.Define(Definitions.Perpetual(0), Definitions.Time);
        definition[slot].Instrument = new InstrumentId(1);

        Assert.That(() => Definitions.Apply(registry, definition), Throws.InstanceOf<InvalidDataException>());
        Assert.That(registry.Count, Is.Zero);
    }

    [TestCase(1)]
    [TestCase(-1)]
    public void Apply_refuses_an_instrument_whose_number_is_not_next(int id)
    {
        var registry = Definitions.RegistryWithAssets();
        var definition = InstrumentEvents.Define(Definitions.Perpetual(id), Definitions.Time);

        Assert.That(
            () => Definitions.Apply(registry, definition),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains($"{id}"));
    }

    [TestCaseSource(nameof(ImpossibleDefinitions))]
    public void Apply_refuses_an_impossible_definition(int slot, Delegate spoil, string says)
    {
        var registry = Definitions.RegistryWithOneInstrument();
        var definition = InstrumentEvents.Define(Definitions.Perpetual(1), Definitions.Time);
        ((Spoil)spoil)(ref definition[slot]);

        Assert.That(
            () => Definitions.Apply(registry, definition),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains(says).And.Message.Contains("Instrument 1"));
        Assert.That(registry.Count, Is.EqualTo(1));
    }

    private static IEnumerable<TestCaseData> ImpossibleDefinitions()
    {
        yield return Case("a tick of zero", 0, (ref Event e) => e.InstrumentDefined.TickMantissa = 0, "grid");
        yield return Case("a negative lot", 0, (ref Event e) => e.InstrumentDefined.LotMantissa = -1, "grid");
        yield return Case("a scale beyond 18", 0, (ref Event e) => e.InstrumentDefined.MultiplierScale = 19, "grid");
        yield return Case(
            "a grid too coarse", 0, (ref Event e) => e.InstrumentDefined.TickMantissa = long.MaxValue, "grid");
        yield return Case(
            "no contract type",
            0,
            (ref Event e) => e.InstrumentDefined.ContractType = ContractType.None,
            "contract type");
        yield return Case(
            "an unknown contract type",
            0,
            (ref Event e) => e.InstrumentDefined.ContractType = (ContractType)77,
            "contract type");
        yield return Case("no venue", 0, (ref Event e) => e.InstrumentDefined.Venue = VenueId.None, "venue");
        yield return Case("an unknown venue", 0, (ref Event e) => e.InstrumentDefined.Venue = (VenueId)999, "venue");
        yield return Case(
            "an undefined base", 1, (ref Event e) => e.InstrumentTerms.BaseAsset = new AssetId(3), "asset 3");
        yield return Case("no quote", 1, (ref Event e) => e.InstrumentTerms.QuoteAsset = AssetId.None, "asset 0");
        yield return Case(
            "a negative settle asset",
            1,
            (ref Event e) => e.InstrumentTerms.SettleAsset = new AssetId(-1),
            "asset -1");
        yield return Case(
            "itself as predecessor",
            1,
            (ref Event e) => e.InstrumentTerms.Replaces = new InstrumentId(1),
            "replaces");
        yield return Case(
            "a predecessor to come",
            1,
            (ref Event e) => e.InstrumentTerms.Replaces = new InstrumentId(2),
            "replaces");
        yield return Case(
            "a predecessor below none",
            1,
            (ref Event e) => e.InstrumentTerms.Replaces = new InstrumentId(-2),
            "replaces");
        yield return Case(
            "a negative least notional", 1, (ref Event e) => e.InstrumentTerms.MinNotional = new Money(-1), "limits");
        yield return Case(
            "a negative least quantity",
            1,
            (ref Event e) => e.InstrumentTerms.MinQuantity = new QtyLots(-1),
            "limits");
        yield return Case(
            "a negative greatest quantity",
            1,
            (ref Event e) => e.InstrumentTerms.MaxQuantity = new QtyLots(-1),
            "limits");
        yield return Case(
            "a greatest below the least",
            1,
            (ref Event e) => e.InstrumentTerms.MaxQuantity = new QtyLots(9),
            "limits");
        yield return Case("no symbol", 2, (ref Event e) => e.Text = default, "symbol");
    }

    private static TestCaseData Case(string what, int slot, Spoil spoil, string says) =>
        new TestCaseData(slot, spoil, says).SetArgDisplayNames(what);
}
