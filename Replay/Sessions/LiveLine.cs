using Adapters.Common.Ring;
using Engine.Core;
using Engine.Disruptor;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Writing;

namespace Replay.Sessions;

/// <summary>
/// The engine's graph for input that comes when it comes: feeds publish through sinks of their own, the journaler, the
/// core, the gateway and the command recorder take what is there, and no command leaves before its cause is as safe as
/// the journal's durability says.
/// </summary>
/// <remarks>
/// The stages are those of a lock-stepped run; what differs is who gives the pace. One thread makes and disposes it;
/// each sink belongs to the thread that publishes with it; who pumps, in the pumped layouts, is one thread.
/// </remarks>
public sealed class LiveLine : IDisposable
{
    private readonly TradingCore _core;
    private readonly Topology _graph;
    private readonly Ring<Event> _input;
    private readonly HashSet<string> _free;
    private readonly StageNode _coreStage;
    private readonly Pump[] _pumps;
    private readonly RunningTopology _running;

    private LiveLine(
        TradingCore core, Topology graph, Ring<Event> input, LiveLineOptions options, LiveStages stages)
    {
        _core = core;
        _graph = graph;
        _input = input;
        _free = [.. options.Producers];
        _coreStage = stages.Core;
        _pumps = Arrange(graph, options.Layout, stages);
        _running = graph.Start();
    }

    /// <summary>The stop of the whole line.</summary>
    public HaltSignal HaltSignal => _graph.HaltSignal;

    /// <summary>The sequence of the last event on the input ring; −1 before the first.</summary>
    public long LastSequence => _input.Sequencer.Cursor.Value;

    /// <summary>How many slots of the input ring are free now; a snapshot, for metrics and careful producers.</summary>
    public int FreeSlots => _input.Sequencer.RemainingCapacity;

    /// <summary>
    /// The stages, for the thread that pumps: one pump for all of them, in the stepped layout one for each, in order.
    /// </summary>
    public IReadOnlyList<Pump> Pumps => _pumps;

    /// <summary>Wires the whole graph, top to bottom, and starts it.</summary>
    /// <typeparam name="TGateway">The gateway; a struct, for a loop without interface calls.</typeparam>
    /// <param name="core">The core, new or recovered.</param>
    /// <param name="writer">The live journal, which stands where the core stands.</param>
    /// <param name="gateway">What takes the commands once they may leave.</param>
    /// <param name="options">Threads, rings, producers.</param>
    /// <exception cref="ArgumentException">The journal is not live, or stands elsewhere than the core.</exception>
    public static LiveLine Start<TGateway>(
        TradingCore core, JournalWriter writer, TGateway gateway, LiveLineOptions options)
        where TGateway : IBatchHandler<Command>
    {
        ArgumentNullException.ThrowIfNull(core);
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(options);
        if (writer.Mode != JournalWriteMode.Live || writer.NextSequence != core.Sequence + 1)
        {
            throw new ArgumentException(
                $"The line needs a live journal that goes on at event {core.Sequence + 1}; this is "
                + $"{writer.Mode} and goes on at {writer.NextSequence}.", nameof(writer));
        }

        var graph = new Topology("engine");
        var input = graph.Ring<Event>("input", new RingOptions
        {
            Capacity = options.RingCapacity,
            Producers = Producers.Many,
            InitialCursor = core.Sequence,
        });
        var output = graph.Ring<Command>("output", new RingOptions
        {
            Capacity = options.RingCapacity,
            Producers = Producers.One,
        });
        foreach (var producer in options.Producers)
        {
            input.Producer(producer, WriteStyle.NeverWaits);
        }

        // What the core decides goes to the gateway first: the recorder's copy is derived, and nobody waits for it.
        var stages = new LiveStages(
            input.Stage("journaler", new JournalStage(writer, flushesBatches: true)),
            input.Stage("core", new CoreStage(core, output)).Writes(output),
            output.Stage("gateway", gateway).ReleasedBy(writer.Released, default(CauseOfCommand)),
            output.Stage("recorder", new RecorderStage(writer)));
        return new LiveLine(core, graph, input, options, stages);
    }

    /// <summary>The way onto the input ring for one of the producers; it never waits.</summary>
    /// <typeparam name="TClock">Where the receive time comes from.</typeparam>
    /// <param name="producer">Its name, as the options have it; each gets one sink.</param>
    /// <param name="clock">The receive time.</param>
    /// <exception cref="ArgumentException">There is no such producer, or it has its sink.</exception>
    public RingEventSink<TClock> SinkOf<TClock>(string producer, TClock clock)
        where TClock : struct, IEngineClock => _free.Remove(producer)
            ? new RingEventSink<TClock>(producer, _input.Buffer, _input.Sequencer, clock)
            : throw new ArgumentException(
                $"'{producer}' is no producer of this line, or has its sink.", nameof(producer));

    /// <summary>
    /// Publishes a tick where the core's next deadline has come and no event is on its way that would move its clock.
    /// For the thread that pumps, when it finds nothing else to do.
    /// </summary>
    /// <param name="sink">The sink of the clock.</param>
    /// <param name="now">The time now.</param>
    /// <returns>Whether one was published.</returns>
    public bool TryTick(IEventSink sink, TimestampNs now)
    {
        ArgumentNullException.ThrowIfNull(sink);
        if (now < _core.NextDeadline || _coreStage.Sequence.Value < LastSequence)
        {
            return false;
        }

        var tick = Event.Create(EventKind.Tick, now, InstrumentId.None);
        return sink.Publish(new ReadOnlySpan<Event>(in tick)) == SinkResult.Published;
    }

    /// <summary>Waits until everything published has been handled, then stops. Producers must have stopped.</summary>
    /// <param name="timeout">How long to wait at most.</param>
    /// <exception cref="StageFaultException">A stage failed, now or before.</exception>
    public DrainResult Drain(TimeSpan timeout)
    {
        var result = _running.Drain(timeout);
        HaltSignal.ThrowIfFaulted();
        return result;
    }

    /// <inheritdoc />
    public void Dispose() => _running.Dispose();

    private static Pump[] Arrange(Topology graph, LiveLayout layout, LiveStages stages)
    {
        var (journaler, core, gateway, recorder) = stages;
        switch (layout)
        {
            case LiveLayout.Pumped:
                return [graph.Pump("engine", journaler, core, gateway, recorder)];
            case LiveLayout.Stepped:
                return
                [
                    graph.Pump("journaler", journaler), graph.Pump("core", core), graph.Pump("gateway", gateway),
                    graph.Pump("recorder", recorder),
                ];
            case LiveLayout.Fused:
                graph.Thread("engine", journaler, core, gateway, recorder);
                return [];
            default:
                // One thread writes the journal's two streams, so that the writer has one owner.
                graph.Thread("journal", journaler, recorder);
                graph.Thread("core", core);
                graph.Thread("gateway", gateway);
                return [];
        }
    }

    private sealed record LiveStages(DutyNode Journaler, StageNode Core, DutyNode Gateway, DutyNode Recorder);
}
