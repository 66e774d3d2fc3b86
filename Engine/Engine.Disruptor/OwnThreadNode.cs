namespace Engine.Disruptor;

/// <summary>A thread that the graph starts itself.</summary>
internal sealed class OwnThreadNode<TWait>(string name, TWait wait, DutyNode[] nodes) : ThreadNode(name, nodes)
    where TWait : struct, IWaitStrategy
{
    internal override IStageThread Make(IDuty duty, HaltSignal halt) =>
        new StageThread<TWait>(Name, duty, halt, wait, Core);
}
