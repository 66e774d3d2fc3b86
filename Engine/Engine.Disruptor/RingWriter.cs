namespace Engine.Disruptor;

/// <summary>Who writes a ring: a stage or duty of the graph, or somebody outside, by name.</summary>
internal sealed record RingWriter(string Name, DutyNode? Node, WriteStyle Style);
