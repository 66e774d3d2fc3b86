namespace Engine.Disruptor;

/// <summary>A named background thread that runs one duty until the graph halts.</summary>
/// <typeparam name="TWait">How it waits.</typeparam>
internal sealed class StageThread<TWait> : IStageThread
    where TWait : struct, IWaitStrategy
{
    private readonly IDuty _duty;
    private readonly HaltSignal _halt;
    private readonly Parker _parker = new();
    private readonly Thread _thread;
    private readonly int? _core;
    private TWait _wait;

    internal StageThread(string name, IDuty duty, HaltSignal halt, TWait wait, int? core)
    {
        _duty = duty;
        _halt = halt;
        _wait = wait;
        _core = core;
        duty.Watch(_parker);
        halt.Watch(_parker);
        _thread = new Thread(Root) { Name = name, IsBackground = true };
    }

    public string Name => _thread.Name!;

    public void Start() => _thread.Start();

    public bool Join(TimeSpan timeout) => _thread.Join(timeout);

    private void Root()
    {
        ThreadCensus.EnterStage();
        try
        {
            if (_core is { } core && !CoreAffinity.TryBindCurrentThread(core, out var refusal))
            {
                throw new TopologyException($"Thread '{Name}' cannot be bound: {refusal}.");
            }

            if (_duty is EventProcessor processor)
            {
                processor.Run(ref _wait, _parker);
            }
            else
            {
                DutyLoop.Run(_duty, _halt, ref _wait, _parker);
            }
        }
        catch (Exception exception)
        {
            // The root of a thread. A stage has recorded its fault already; this records that of any other duty.
            _halt.Fail(_duty.Name, Sequence.InitialValue, exception);
        }
        finally
        {
            ThreadCensus.LeaveStage();
        }
    }
}
