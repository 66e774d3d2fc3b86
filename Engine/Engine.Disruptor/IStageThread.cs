namespace Engine.Disruptor;

/// <summary>A stage's thread, whatever its wait strategy.</summary>
internal interface IStageThread
{
    string Name { get; }

    void Start();

    bool Join(TimeSpan timeout);
}
