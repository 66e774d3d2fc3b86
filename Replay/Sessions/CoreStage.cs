using Engine.Core;
using Engine.Disruptor;
using Engine.Model.Commands;
using Engine.Model.Events;

namespace Replay.Sessions;

/// <summary>The core as a stage: events from the input ring, commands onto the output ring.</summary>
internal readonly struct CoreStage(TradingCore core, Ring<Command> output) : IBatchHandler<Event>
{
    /// <inheritdoc />
    public void OnBatch(ReadOnlySpan<Event> batch, long firstSequence, bool endOfBatch)
    {
        for (var i = 0; i < batch.Length; i++)
        {
            core.OnEvent(batch[i], firstSequence + i);
            if (!core.Commands.IsEmpty)
            {
                Publish(core.Commands);
            }
        }
    }

    /// <summary>A cancel-all may put out more commands than the ring has slots: they go in pieces, in order.</summary>
    private void Publish(ReadOnlySpan<Command> commands)
    {
        var pieceMax = Math.Max(1, output.Buffer.Capacity / 2);
        while (!commands.IsEmpty)
        {
            var piece = commands[..Math.Min(pieceMax, commands.Length)];
            if (output.Sequencer.Claim(piece.Length, out var first) != ClaimResult.Claimed)
            {
                return;
            }

            output.Buffer.CopyIn(first, piece);
            output.Sequencer.Publish(first, piece.Length);
            commands = commands[piece.Length..];
        }
    }
}
