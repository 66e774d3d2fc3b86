namespace Engine.Disruptor;

/// <summary>
/// Something that a thread does a little of at a time: a stage of a ring, or a duty of your own beside it.
/// </summary>
/// <remarks>
/// One thread owns a duty and calls all but <see cref="Pending" />, which any thread may read. A round costs the thread
/// one interface call for each duty.
/// </remarks>
public interface IDuty
{
    /// <summary>The name, for faults and threads.</summary>
    string Name { get; }

    /// <summary>How much is known to wait for this duty; 0 when it has caught up. Draining waits for it.</summary>
    long Pending { get; }

    /// <summary>Does what can be done now, never waits.</summary>
    /// <returns>How much it did; 0 if there was nothing to do, or nothing that could be done.</returns>
    int RunOnce();

    /// <summary>
    /// Registers the thread's parker with every sequence whose progress can give this duty work. Once, at start.
    /// </summary>
    /// <param name="parker">Where the owning thread sleeps.</param>
    void Watch(Parker parker);

    /// <summary>Arms the sequences that this duty now waits for. The caller looks once more before it parks.</summary>
    void Arm();
}
