using Journal.Inspection;
using Journal.Reading;
using Journal.Snapshots;
using Journal.Storage;

namespace Journal.Retention;

/// <summary>
/// Removes the head of a journal by whole segments, when told to, and never what recovery needs. One thread; the
/// journal may be one that is being written: its writer only touches the last segments, which always stay.
/// </summary>
/// <remarks>
/// First the snapshots that recovery would rely on are read and proved; then a record says where the journal begins;
/// only then are files removed. So a crash at any point leaves a journal that opens, and the same purge again finishes.
/// </remarks>
public static class JournalRetention
{
    /// <summary>Says what would be removed. Touches nothing.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="rule">What is to be kept.</param>
    /// <param name="prove">Restores a snapshot and throws <see cref="InvalidDataException" /> where it is not what it
    /// says.</param>
    /// <exception cref="JournalException">The journal is missing or damaged, or the disk failed.</exception>
    public static RetentionPlan Plan(string directory, RetentionRule rule, Action<JournalSnapshot> prove) =>
        Plan(JournalReader.Open(directory), rule, prove);

    /// <summary>Plans afresh, then removes.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="rule">What is to be kept.</param>
    /// <param name="prove">As for <see cref="Plan(string, RetentionRule, Action{JournalSnapshot})" />.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="JournalException">
    /// The journal is missing or damaged, another process makes snapshots of it or purges it (Safety), or the disk
    /// failed.
    /// </exception>
    public static RetentionPlan Apply(string directory, RetentionRule rule, Action<JournalSnapshot> prove)
    {
        // Before the lock, which would leave its file in a directory that is no journal.
        _ = JournalReader.Open(directory);
        using (MaintenanceLock.Take(directory))
        {
            return Apply(JournalReader.Open(directory), rule, prove);
        }
    }

    /// <summary>For tests, which bring their own storage.</summary>
    internal static RetentionPlan Plan(JournalReader reader, RetentionRule rule, Action<JournalSnapshot> prove)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(prove);
        RetentionRule.Validate(rule);
        return new RetentionPlanner(reader, rule, prove).Plan();
    }

    /// <summary>For tests, which bring their own storage.</summary>
    internal static RetentionPlan Apply(JournalReader reader, RetentionRule rule, Action<JournalSnapshot> prove)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(prove);
        RetentionRule.Validate(rule);

        // What goes is gone: damage in what stays must be known before, not after.
        var report = JournalVerifier.Verify(reader, Environment.ProcessorCount);
        if (report is { IsDamaged: true, Fault: { } fault })
        {
            throw JournalException.Damaged(reader.Directory, fault);
        }

        var planner = new RetentionPlanner(reader, rule, prove);
        var plan = planner.Plan();
        if (plan.KeptEvent > plan.FirstEvent)
        {
            PurgeRecord.Write(reader.Storage, planner.Record());
        }

        Remove(reader.Storage, plan.Files);
        return plan;
    }

    private static void Remove(IJournalStorage storage, IReadOnlyList<RetentionFile> files)
    {
        foreach (var file in files)
        {
            storage.Delete(file.Name);
            var index = SegmentIndex.NameOf(file.Name);
            if (storage.Exists(index))
            {
                storage.Delete(index);
            }
        }

        if (files.Count > 0)
        {
            storage.SyncNames();
        }
    }
}
