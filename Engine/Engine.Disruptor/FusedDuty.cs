namespace Engine.Disruptor;

/// <summary>Several duties run as one, in order: stages that share a thread.</summary>
/// <remarks>
/// One thread pumps it. A duty may pump it again from inside a blocked claim (<see cref="Sequencer.PumpWhileFull" />):
/// those that are running already then sit out. A round costs one interface call for each duty, and none per event.
/// </remarks>
public sealed class FusedDuty : IDuty
{
    private readonly IDuty[] _duties;

    /// <summary>Makes a duty of several.</summary>
    /// <param name="name">The name of the whole.</param>
    /// <param name="duties">The duties, in the order in which a round runs them.</param>
    public FusedDuty(string name, params IDuty[] duties)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(duties);
        Name = name;
        _duties = [.. duties];
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
