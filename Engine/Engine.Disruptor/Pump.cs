namespace Engine.Disruptor;

/// <summary>Runs the fused stages of a graph on the caller's thread.</summary>
/// <remarks>
/// One thread pumps, always the same. An exception of a stage halts the graph and passes on to the caller. A round
/// costs one interface call for each stage, and none per event.
/// </remarks>
public sealed class Pump
{
    private IDuty? _duty;
    private HaltSignal? _halt;

    internal Pump(string name)
    {
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>How much is known to wait.</summary>
    public long Pending => Duty.Pending;

    private IDuty Duty => _duty ?? throw new InvalidOperationException(
        $"Pump '{Name}' runs only after its topology has started.");

    /// <summary>Runs each stage once, in order.</summary>
    /// <returns>How much was done; 0 when idle or halted.</returns>
    public int RunOnce() => Duty.RunOnce();

    /// <summary>Runs the stages until nothing is left to do, or the graph halts.</summary>
    /// <returns>How much was done.</returns>
    public long RunUntilIdle()
    {
        long total = 0;
        for (var done = RunOnce(); done != 0; done = RunOnce())
        {
            total += done;
        }

        return total;
    }

    /// <summary>Runs the stages until the graph halts, waiting by a strategy in between.</summary>
    /// <typeparam name="TWait">How to wait.</typeparam>
    /// <param name="wait">The strategy.</param>
    public void RunUntilHalted<TWait>(TWait wait)
        where TWait : struct, IWaitStrategy
    {
        var parker = new Parker();
        Duty.Watch(parker);
        _halt!.Watch(parker);
        DutyLoop.Run(Duty, _halt, ref wait, parker);
    }

    internal void Bind(IDuty duty, HaltSignal halt)
    {
        _duty = duty;
        _halt = halt;
    }
}
