namespace Engine.Disruptor;

/// <summary>Stages that a caller pumps on its own thread, in place of a thread of the graph.</summary>
internal sealed class PumpNode(string name, DutyNode[] nodes) : ThreadNode(name, nodes)
{
    internal Pump Pump { get; } = new(name);

    internal override IStageThread? Make(IDuty duty, HaltSignal halt)
    {
        Pump.Bind(duty, halt);
        return null;
    }
}
