using System.Runtime.InteropServices;
using Tests.Support;

namespace Tests.Journal.Processes;

/// <summary>A child, from its start to its end.</summary>
internal sealed class ChildProcess : TestProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _isOpen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isAcknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _acknowledged = -1;
    private ulong _witness = NumberedEvents.WitnessStart;

    /// <summary>Starts a child, which waits for its order.</summary>
    /// <param name="tracer">A command that runs it, such as strace with its options; none for nothing.</param>
    internal ChildProcess(params string[] tracer)
        : base([.. tracer, "dotnet", typeof(JournalChild).Assembly.Location]) => BeginReading(Read);

    /// <summary>The last sequence that it acknowledged, once it has ended; −1 for none.</summary>
    internal long Acknowledged => _acknowledged;

    /// <summary>The witness that came with it.</summary>
    internal ulong Witness => _witness;

    internal void Tell(ChildOrder order)
    {
        Input.WriteLine(order.ToString());
        Input.Flush();
    }

    /// <summary>Returns when its journal is open, or when it has ended.</summary>
    internal void AwaitOpen() => Assert.That(Task.WaitAny([_isOpen.Task, Reading], Patience), Is.Not.Negative);

    /// <summary>Returns when it has acknowledged something, or when it has ended.</summary>
    internal void AwaitAcknowledgement() =>
        Assert.That(Task.WaitAny([_isAcknowledged.Task, Reading], Patience), Is.Not.Negative);

    private void Read(Stream stream)
    {
        Span<ulong> record = stackalloc ulong[2];
        while (stream.ReadAtLeast(MemoryMarshal.AsBytes(record), 16, throwOnEndOfStream: false) == 16)
        {
            if ((long)record[0] == JournalChild.OpenMark)
            {
                _isOpen.TrySetResult();
                continue;
            }

            (_acknowledged, _witness) = ((long)record[0], record[1]);
            _isAcknowledged.TrySetResult();
        }
    }
}
