using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Model.Instruments;

[TestFixture]
internal sealed class InstrumentEventsTests
{
    [Test]
    public void Define_makes_one_run_of_three_slots()
    {
        var events = InstrumentEvents.Define(Definitions.Perpetual(4), Definitions.Time);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events, Has.Length.EqualTo(InstrumentEvents.SlotCount));
            Assert.That(
                events.Select(slot => slot.Kind),
                Is.EqualTo(
                    new[] { EventKind.InstrumentDefined, EventKind.InstrumentTerms, EventKind.InstrumentSymbol }));
            Assert.That(events.Select(slot => slot.IsLastOfRun), Is.EqualTo(new[] { false, false, true }));
            Assert.That(events.Select(slot => slot.Instrument), Is.All.EqualTo(new InstrumentId(4)));
            Assert.That(events.Select(slot => slot.Time), Is.All.EqualTo(Definitions.Time));
        }
    }

    [TestCase((long)int.MaxValue + 1)]
    [TestCase((long)int.MinValue - 1)]
    public void Define_refuses_a_fee_beyond_32_bits(long rate)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                () => InstrumentEvents.Define(
                    Definitions.Perpetual(0) with { MakerFee = new Rate(rate) }, Definitions.Time),
                Throws.ArgumentException.With.Message.Contains($"{rate}"));
            Assert.That(
                () => InstrumentEvents.Define(
                    Definitions.Perpetual(0) with { TakerFee = new Rate(rate) }, Definitions.Time),
                Throws.ArgumentException.With.Message.Contains($"{rate}"));
        }
    }

    [Test]
    public void Define_keeps_the_greatest_fees()
    {
        var original = Definitions.Perpetual(0) with
        {
            MakerFee = new Rate(int.MinValue),
            TakerFee = new Rate(int.MaxValue),
        };
        var registry = Definitions.RegistryWithAssets();

        Definitions.Apply(registry, InstrumentEvents.Define(original, Definitions.Time));

        Assert.That(registry[original.Id], Is.EqualTo(original));
    }

    [Test]
    public void Define_refuses_a_symbol_beyond_40_bytes() => Assert.That(
        () => InstrumentEvents.Define(Definitions.Perpetual(0) with { Symbol = new string('A', 41) }, Definitions.Time),
        Throws.ArgumentException);

    [Test]
    public void Define_keeps_a_symbol_of_40_bytes()
    {
        var original = Definitions.Perpetual(0) with { Symbol = new string('A', 40) };
        var registry = Definitions.RegistryWithAssets();

        Definitions.Apply(registry, InstrumentEvents.Define(original, Definitions.Time));

        Assert.That(registry[original.Id].Symbol, Is.EqualTo(original.Symbol));
    }

    [Test]
    public void DefineAsset_refuses_a_name_beyond_32_bytes() => Assert.That(
        () => InstrumentEvents.DefineAsset(new AssetId(1), new string('A', 33), Definitions.Time),
        Throws.ArgumentException);

    [Test]
    public void DefineAsset_is_a_run_of_one_slot_that_concerns_no_instrument()
    {
        var asset = InstrumentEvents.DefineAsset(new AssetId(1), "BTC", Definitions.Time);

        Assert.That(
            (asset.Kind, asset.IsLastOfRun, asset.Instrument),
            Is.EqualTo((EventKind.AssetDefined, true, InstrumentId.None)));
    }
}
