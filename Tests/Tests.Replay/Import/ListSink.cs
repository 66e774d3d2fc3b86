using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Tests.Replay.Import;

/// <summary>Keeps every run and checks what every sink may rely on.</summary>
internal sealed class ListSink : IEventSink
{
    private readonly List<Event[]> _runs = [];

    internal IReadOnlyList<Event[]> Runs => _runs;

    internal InstrumentRegistry Registry { get; } = new();

    /// <summary>The events that are no definitions.</summary>
    internal Event[] Data => [.. _runs.SelectMany(run => run).Where(e => !InstrumentRegistry.IsDefinition(e.Kind))];

    public SinkResult Publish(ReadOnlySpan<Event> run)
    {
        Assert.That(run.Length, Is.InRange(1, Event.RunLengthMax));
        Assert.That(run[^1].IsLastOfRun, Is.True);
        if (_runs.Count > 0)
        {
            Assert.That(run[0].Time.Value, Is.GreaterThanOrEqualTo(_runs[^1][^1].Time.Value), "time never goes backwards");
        }

        foreach (ref readonly var item in run)
        {
            Registry.Apply(in item);
            Assert.That(item.Instrument.IsSome, Is.EqualTo(item.Kind != EventKind.AssetDefined));
            if (!InstrumentRegistry.IsDefinition(item.Kind))
            {
                Assert.That(Registry.IsDefined(item.Instrument), Is.True, "definitions come first");
            }
        }

        _runs.Add(run.ToArray());
        return SinkResult.Published;
    }
}
