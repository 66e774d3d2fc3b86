namespace Engine.Disruptor;

/// <summary>
/// Refuses a graph that could not run: orphans, two writers, cycles. Each message names the parts and the mend.
/// </summary>
internal static class TopologyCheck
{
    internal static void Check(Topology topology)
    {
        CheckNames(topology);
        CheckRings(topology);
        CheckThreads(topology);
        CheckStages(topology);
        CheckPumps(topology);
        CheckCycles(topology);
    }

    private static void CheckNames(Topology topology)
    {
        var names = topology.Rings.Select(ring => ring.Name).Concat(topology.Nodes.Select(node => node.Name));
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new TopologyException($"Two parts of the graph are named '{twice.Key}': give each its own name.");
        }
    }

    private static void CheckRings(Topology topology)
    {
        foreach (var ring in topology.Rings)
        {
            if (ring.Writers.Count == 0)
            {
                throw new TopologyException(
                    $"Ring '{ring.Name}' is an orphan: nobody writes it. Name its writer with Producer or Writes.");
            }

            if (ring.Stages.Count == 0 && ring.PollerCount == 0)
            {
                throw new TopologyException(
                    $"Ring '{ring.Name}' is an orphan: nobody reads it. Give it a stage or a poller.");
            }

            if (ring.Writers.Count > 1 && ring.Sequencer is SingleProducerSequencer)
            {
                throw new TopologyException(
                    $"Ring '{ring.Name}' is for one producer but has two writers, '{ring.Writers[0].Name}' and "
                    + $"'{ring.Writers[1].Name}': make it Producers.Many.");
            }
        }
    }

    private static void CheckThreads(Topology topology)
    {
        if (topology.Threads.FirstOrDefault(thread => thread.Nodes.Length == 0) is { } idle)
        {
            throw new TopologyException($"Thread '{idle.Name}' is an orphan: it runs nothing.");
        }

        foreach (var node in topology.Nodes)
        {
            var threads = topology.Threads.Where(thread => thread.Nodes.Contains(node)).ToList();
            if (threads.Count == 0)
            {
                throw new TopologyException($"'{node.Name}' is an orphan: no thread runs it. Give it one.");
            }

            if (threads.Count > 1)
            {
                throw new TopologyException(
                    $"'{node.Name}' has two writers of its sequence: threads '{threads[0].Name}' and "
                    + $"'{threads[1].Name}' both run it. Leave it to one.");
            }
        }

        foreach (var thread in topology.Threads)
        {
            if (thread.Nodes.FirstOrDefault(node => node.Topology != topology) is { } foreign)
            {
                throw new TopologyException(
                    $"Thread '{thread.Name}' runs '{foreign.Name}', which belongs to graph '{foreign.Topology.Name}'.");
            }

            if (thread.Nodes.Distinct().Count() != thread.Nodes.Length)
            {
                throw new TopologyException($"Thread '{thread.Name}' lists the same stage twice.");
            }
        }
    }

    private static void CheckStages(Topology topology)
    {
        foreach (var stage in topology.Nodes.OfType<StageNode>())
        {
            if (stage.Dependencies.FirstOrDefault(other => other.Ring != stage.Ring) is { } stranger)
            {
                throw new TopologyException(
                    $"Stage '{stage.Name}' of ring '{stage.Ring.Name}' comes after '{stranger.Name}', which reads ring "
                    + $"'{stranger.Ring.Name}': use ReleasedBy across rings.");
            }
        }
    }

    // A thread that waits for room runs its other stages meanwhile; done from a second thread that would be two
    // writers.
    private static void CheckPumps(Topology topology)
    {
        foreach (var thread in topology.Threads.Where(thread => thread.Nodes.Length > 1))
        {
            foreach (var ring in thread.Nodes.SelectMany(node => node.WaitsFor).Distinct())
            {
                if (ring.Writers.Find(writer => writer.Style == WriteStyle.Waits
                    && (writer.Node is null || !thread.Nodes.Contains(writer.Node))) is { } other)
                {
                    throw new TopologyException(
                        $"Ring '{ring.Name}' is waited for by '{thread.Name}', whose stages share a thread, and by "
                        + $"'{other.Name}': let only one of them wait.");
                }
            }
        }
    }

    private static void CheckCycles(Topology topology)
    {
        var finished = new HashSet<DutyNode>();
        foreach (var node in topology.Nodes)
        {
            Visit(node, [], finished);
        }
    }

    private static void Visit(DutyNode node, List<DutyNode> path, HashSet<DutyNode> finished)
    {
        var start = path.IndexOf(node);
        path.Add(node);
        if (start >= 0)
        {
            var cycle = string.Join(" → ", path.Skip(start).Select(part => $"'{part.Name}'"));
            throw new TopologyException(
                $"A cycle: {cycle}; each waits for the next. Let one write with WriteStyle.NeverWaits, or drop "
                + "an After.");
        }

        if (!finished.Contains(node))
        {
            foreach (var need in node.Needs)
            {
                Visit(need, path, finished);
            }

            finished.Add(node);
        }

        path.RemoveAt(path.Count - 1);
    }
}
