namespace Engine.Disruptor;

/// <summary>Several duties run as one, in order: stages that share a thread.</summary>
/// <remarks>
/// One thread pumps it. A duty may pump it again from inside a blocked claim (<see cref="Sequencer.PumpWhileFull" />):
/// those that are running already then sit out. A round costs one interface call for each duty, and none per event.
/// </remarks>
public sealed class FusedDuty : IDuty
{
    private readonly IDuty[] _duties;
    private readonly EventProcessor[] _stages;

    /// <summary>Makes a duty of several.</summary>
    /// <param name="name">The name of the whole.</param>
    /// <param name="duties">The duties, in the order in which a round runs them.</param>
    public FusedDuty(string name, params IDuty[] duties)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(duties);
        Name = name;
        _duties = [.. duties];
        _stages = [.. duties.OfType<EventProcessor>()];
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public long Pending
    {
        get
        {
            long pending = 0;
            foreach (var duty in _duties)
            {
                pending += duty.Pending;
            }

            return pending;
        }
    }

    /// <summary>The slots of the smallest ring that its stages read; 0 where it has none.</summary>
    internal int Capacity
    {
        get
        {
            var smallest = _stages.Length == 0 ? 0 : int.MaxValue;
            foreach (var stage in _stages)
            {
                smallest = Math.Min(smallest, stage.Capacity);
            }

            return smallest;
        }
    }

    /// <summary>How many stages of rings it runs.</summary>
    internal int StageCount => _stages.Length;

    /// <summary>Whether the last look of any stage found more than that has handled since.</summary>
    internal bool HasBacklog
    {
        get
        {
            foreach (var stage in _stages)
            {
                if (stage.HasBacklog)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <inheritdoc />
    public int RunOnce()
    {
        var done = 0;
        foreach (var duty in _duties)
        {
            done += duty.RunOnce();
        }

        return done;
    }

    /// <inheritdoc />
    public void Watch(Parker parker)
    {
        foreach (var duty in _duties)
        {
            duty.Watch(parker);
        }
    }

    /// <inheritdoc />
    public void Arm()
    {
        foreach (var duty in _duties)
        {
            duty.Arm();
        }
    }
}
