using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Journal.Merging;

/// <summary>
/// Gives the assets and instruments of several journals one numbering. What two journals define alike becomes one. One
/// thread.
/// </summary>
internal sealed class MergedDefinitions
{
    private const int PayloadOffset = 24;

    private readonly InstrumentRegistry _registry = new();

    /// <summary>Takes a definition run of a source.</summary>
    /// <param name="source">The source; its numbers are extended.</param>
    /// <param name="run">The run; rewritten in the result's numbers.</param>
    /// <returns>Whether the result needs the run; false where another source has defined the same.</returns>
    /// <exception cref="JournalException">Two journals have one instrument on different grids or terms.</exception>
    internal bool Take(MergeSource source, Span<Event> run) => run[0].Kind == EventKind.AssetDefined
        ? TakeAsset(source, ref run[0])
        : TakeInstrument(source, run);

    private bool TakeAsset(MergeSource source, ref Event slot)
    {
        var name = slot.AssetDefined.Name.ToString();
        var known = _registry.FindAsset(name);
        if (known.IsSome)
        {
            source.Assets.Add(known.Value);
            return false;
        }

        slot.AssetDefined.Asset = new AssetId(_registry.AssetCount + 1);
        source.Assets.Add(slot.AssetDefined.Asset.Value);
        _registry.Apply(in slot);
        return true;
    }

    private bool TakeInstrument(MergeSource source, Span<Event> run)
    {
        if (run.Length != InstrumentEvents.SlotCount || run[1].Kind != EventKind.InstrumentTerms
            || run[2].Kind != EventKind.InstrumentSymbol)
        {
            throw Refused(source, "a definition is not one run of three slots", "make that journal again");
        }

        Renumber(source, ref run[1].InstrumentTerms);
        var symbol = run[2].Text.ToString();
        var venue = run[0].InstrumentDefined.Venue;
        var known = _registry.Find(venue, symbol);
        if (known is not null && run[1].InstrumentTerms.Replaces != known.Id)
        {
            RequireSame(source, run, known);
            source.Instruments.Add(known.Id.Value);
            return false;
        }

        var id = new InstrumentId(_registry.Count);
        source.Instruments.Add(id.Value);
        foreach (ref var slot in run)
        {
            slot.Instrument = id;
            _registry.Apply(in slot);
        }

        return true;
    }

    private static void Renumber(MergeSource source, ref InstrumentTerms terms)
    {
        terms.BaseAsset = AssetOf(source, terms.BaseAsset);
        terms.QuoteAsset = AssetOf(source, terms.QuoteAsset);
        terms.SettleAsset = AssetOf(source, terms.SettleAsset);
        if (terms.Replaces.IsSome)
        {
            terms.Replaces = InstrumentOf(source, terms.Replaces);
        }
    }

    internal static InstrumentId InstrumentOf(MergeSource source, InstrumentId id) =>
        id.IsSome && id.Value < source.Instruments.Count
            ? new InstrumentId(source.Instruments[id.Value])
            : throw Refused(source, $"instrument {id.Value} is used but not defined", "make that journal again");

    private static AssetId AssetOf(MergeSource source, AssetId id) => id.Value > 0 && id.Value < source.Assets.Count
        ? new AssetId(source.Assets[id.Value])
        : throw Refused(source, $"asset {id.Value} is used but not defined", "make that journal again");

    private static void RequireSame(MergeSource source, Span<Event> run, Instrument known)
    {
        var other = InstrumentEvents.Define(known, TimestampNs.Zero);
        if (!HasSamePayload(in run[0], in other[0]) || !HasSamePayload(in run[1], in other[1]))
        {
            throw Refused(
                source, $"{known.Name} is defined otherwise than in a journal named before it (there: tick "
                + $"{known.TickSize}, lot {known.LotSize}, fees {known.MakerFee.Value} and "
                + $"{known.TakerFee.Value} × 10⁻¹⁰)",
                "import both with the same --instruments");
        }
    }

    private static bool HasSamePayload(in Event left, in Event right) =>
        PayloadOf(in left).SequenceEqual(PayloadOf(in right));

    private static ReadOnlySpan<byte> PayloadOf(in Event slot) =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in slot))[PayloadOffset..];

    private static JournalException Refused(MergeSource source, string what, string mend) => new(
        JournalErrorCategory.Data, source.Reader.Directory, $"{what} (before sequence {source.Sequence})", mend);
}
