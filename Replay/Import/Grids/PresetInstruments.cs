using System.Text.Json;
using Engine.Model.Instruments;

namespace Replay.Import.Grids;

/// <summary>The dated table of common pairs that ships with the engine.</summary>
internal static class PresetInstruments
{
    private const string Resource = "Replay.Import.Grids.preset-instruments.json";

    /// <summary>Finds a pair; null where the table does not know it.</summary>
    internal static InstrumentSpec? Find(VenueId venue, string symbol)
    {
        using var stream = typeof(PresetInstruments).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var document = JsonDocument.Parse(stream);
        return InstrumentFile.Read(document.RootElement, VenueId.None, "the shipped table")
            .FirstOrDefault(spec => spec.Venue == venue && spec.Symbol == symbol);
    }
}
