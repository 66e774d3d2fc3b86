using Adapters.Common.Gateways;
using Engine.Core;
using Engine.Disruptor;
using Engine.Model.Commands;
using Engine.Model.Events;
using Journal.Writing;

namespace Replay.Sessions;

/// <summary>
/// The engine's graph, lock-stepped: rings, journaler, core, recorder and gateway, fused or threaded.
/// </summary>
internal sealed class RingLine : IEngineLine
{
    private readonly CommandTray _tray = new();
    private readonly JournalWriter? _writer;
    private readonly Ring<Event> _input;
    private readonly Ring<Command> _output;
    private readonly StageNode _journaler;
    private readonly StageNode _core;
    private readonly StageNode _recorder;
    private readonly StageNode _gateway;
    private readonly Pump _pump;
    private readonly RunningTopology _running;

    /// <summary>Wires the whole graph, top to bottom.</summary>
    /// <param name="core">The core.</param>
    /// <param name="writer">The journal; null where none is kept.</param>
    /// <param name="isThreaded">
    /// Whether journal and core get threads of their own; else the caller's thread runs all.
    /// </param>
    /// <param name="ringCapacity">The slots of each ring.</param>
    internal RingLine(TradingCore core, JournalWriter? writer, bool isThreaded, int ringCapacity)
    {
        Core = core;
        _writer = writer;
        NextSequence = core.Sequence + 1;
        var graph = new Topology("engine");
        _input = graph.Ring<Event>("input", new RingOptions
        {
            Capacity = ringCapacity,
            Producers = Producers.One,

            // The ring's sequence is the journal's: a core that was recovered goes on where it was.
            InitialCursor = core.Sequence,
        });
        _output = graph.Ring<Command>("output", new RingOptions { Capacity = ringCapacity, Producers = Producers.One });

        _input.Producer("feed", WriteStyle.Waits);
        var isLive = writer is { Mode: JournalWriteMode.Live };
        var journaler = _input.Stage("journaler", new JournalStage(writer, flushesBatches: isLive));
        var coreStage = _input.Stage("core", new CoreStage(core, _output)).Writes(_output);
        var recorder = _output.Stage("recorder", new RecorderStage(writer));
        var gateway = _output.Stage("gateway", new GatewayStage(_tray));

        // The output commit: what a live journal's durability asks for, else that the journaler has the cause.
        gateway = isLive
            ? gateway.ReleasedBy(writer!.Released, default(CauseOfCommand))
            : gateway.ReleasedBy(journaler, default(CauseOfCommand));
        (_journaler, _core, _recorder, _gateway) = (journaler, coreStage, recorder, gateway);

        if (isThreaded)
        {
            // One thread writes the journal's two streams, so that the writer has one owner.
            graph.Thread("journal", journaler, recorder);
            graph.Thread("core", coreStage);
            _pump = graph.Pump("gateway", gateway);
        }
        else
        {
            _pump = graph.Pump("engine", journaler, coreStage, recorder, gateway);
        }

        _running = graph.Start();
        Heart = new RingHeart(_input.Sequencer.Cursor, coreStage.Sequence, _running.HaltSignal);
    }

    /// <summary>What a watchdog sees of the core. Any thread.</summary>
    internal IHeart Heart { get; }

    /// <inheritdoc />
    public TradingCore Core { get; }

    /// <inheritdoc />
    public ReadOnlySpan<Command> Commands => _tray.Commands;

    /// <inheritdoc />
    public long NextSequence { get; private set; }

    /// <inheritdoc />
    public void Submit(ReadOnlySpan<Event> run)
    {
        _tray.Clear();
        if (_input.Sequencer.Claim(run.Length, out var first) != ClaimResult.Claimed)
        {
            throw Stopped(run.Length);
        }

        _input.Buffer.CopyIn(first, run);
        _input.Sequencer.Publish(first, run.Length);
        var last = first + run.Length - 1;
        NextSequence = last + 1;

        // The gateway keeps taking while the core works: a core that waits for room on the output ring must get it.
        Await(_core, last);
        Await(_gateway, _output.Sequencer.Cursor.Value);
    }

    /// <inheritdoc />
    public void Complete()
    {
        Await(_journaler, NextSequence - 1);
        Await(_recorder, _output.Sequencer.Cursor.Value);
        if (_running.Drain(TimeSpan.FromMinutes(1)) != DrainResult.Drained)
        {
            throw Stopped(0);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _running.Dispose();

    private void Await(StageNode stage, long sequence)
    {
        var spin = new SpinWait();
        while (stage.Sequence.Value < sequence)
        {
            if (_pump.RunOnce() != 0)
            {
                continue;
            }

            if (_running.HaltSignal.IsHalted)
            {
                throw Stopped(0);
            }

            if (_writer?.Failure is { } failure)
            {
                throw failure;
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private InvalidOperationException Stopped(int runLength)
    {
        _running.HaltSignal.ThrowIfFaulted();
        return new InvalidOperationException(
            runLength > _input.Buffer.Capacity
                ? $"A run of {runLength} slots does not fit into the input ring of {_input.Buffer.Capacity}."
                : "The graph has stopped.");
    }
}
