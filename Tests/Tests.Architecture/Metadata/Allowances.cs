namespace Tests.Architecture.Metadata;

/// <summary>
/// The uses of banned things that are let pass, each with its reason. One that nothing needs fails a test.
/// </summary>
internal static class Allowances
{
    private const string Ring = "Engine.Disruptor";
    private const string Model = "Engine.Model";

    public static readonly Allowance[] Table =
    [
        new(
            Model, "Engine.Model.Memory.CacheHint.Bring", "processor features",
            "brings memory near or does not; no result depends on it"),
        new(
            Ring, "Engine.Disruptor.DutyNode.get_Needs", "LINQ",
            "walks the graph once, before it starts"),
        new(
            Ring, "Engine.Disruptor.StageNode.get_Needs", "LINQ",
            "walks the graph once, before it starts"),
        new(
            Ring, "Engine.Disruptor.Stage.Build", "LINQ",
            "wires a stage once, before it starts"),
        new(
            Ring, "Engine.Disruptor.Topology.Build", "LINQ",
            "wires the graph once, before it starts"),
        new(
            Ring, "Engine.Disruptor.TopologyCheck", "LINQ",
            "checks the graph once, before it starts"),
        new(
            Ring, "Engine.Disruptor.FusedDuty..ctor", "LINQ",
            "wires fused duties once, before they start"),
        new(
            Ring, "Engine.Disruptor.GroupBarrier..ctor", "LINQ",
            "wires a barrier once, before it starts"),
        new(
            Ring, "Engine.Disruptor.HaltSignal", "lock",
            "halting happens once, and watching only at start: neither lies on the path of an event"),
        new(
            Ring, "Engine.Disruptor.Sequence", "lock",
            "guards the list of those that may park, which grows only at start"),
        new(
            Ring, "Engine.Disruptor.Parker.ParkOnMonitor", "lock",
            "parks an idle thread where the system has no futex"),
        new(
            Ring, "Engine.Disruptor.Parker.Wake", "lock",
            "wakes a parked thread where the system has no futex; never taken while nobody is parked"),
        new(
            Ring, "Engine.Disruptor.Futex", "native call",
            "parks and wakes a thread; no result depends on it"),
        new(
            Ring, "Engine.Disruptor.CoreAffinity", "native call",
            "binds a thread to a core at start; no result depends on it"),
        new(
            Ring, "Engine.Disruptor.ThreadCensus", "mutable static",
            "counts this process's spinning threads, to choose when to yield; no result depends on it"),
    ];
}
