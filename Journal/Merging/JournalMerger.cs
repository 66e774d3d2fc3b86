using Engine.Model.Units;
using Journal.Reading;
using Journal.Writing;

namespace Journal.Merging;

/// <summary>
/// Joins journals of data into one, by (time; public, private, control; place among the sources; place in the source).
/// One thread.
/// </summary>
/// <remarks>
/// Definitions that stand at the head of their journals come first; a later one comes where it comes. Ticks, session
/// marks
/// and configuration text are left out: they are of the run that made a journal, not of the market.
/// </remarks>
public static class JournalMerger
{
    /// <summary>Merges.</summary>
    /// <param name="directories">The journals, at least one; their order breaks ties.</param>
    /// <param name="options">
    /// The result; offline. Where <see cref="JournalWriterOptions.JournalId" /> is to repeat, derive it with
    /// <see cref="DeriveIdentity" />.
    /// </param>
    /// <param name="progress">Told the events written so far, now and then; null for none.</param>
    /// <param name="cancellation">Ends the result early, whole.</param>
    /// <exception cref="JournalException">
    /// A source is missing, damaged or the journal of a run, two define one instrument differently, or the result
    /// cannot
    /// be written.
    /// </exception>
    public static MergeResult Merge(
        IReadOnlyList<string> directories, JournalWriterOptions options, IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(directories);
        ArgumentOutOfRangeException.ThrowIfZero(directories.Count, nameof(directories));
        var sources = new List<MergeSource>();
        try
        {
            foreach (var directory in directories)
            {
                sources.Add(new MergeSource(JournalReader.Open(directory)));
            }

            using var writer = JournalWriter.Create(options);
            try
            {
                var result = new MergePass(sources, writer, progress).Run(cancellation);
                writer.Complete();
                return result;
            }
            catch
            {
                writer.Discard();
                throw;
            }
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }

    /// <summary>The id and time of a merge that depend on its sources alone.</summary>
    /// <param name="directories">The journals, in their order.</param>
    public static (JournalId Id, TimestampNs CreatedTime) DeriveIdentity(IReadOnlyList<string> directories)
    {
        ArgumentNullException.ThrowIfNull(directories);
        var facts = directories.Select(directory => JournalReader.Open(directory).Facts).ToList();
        return (
            JournalId.Derive("merge " + string.Join(' ', facts.Select(fact => fact.JournalId))),
            facts.Max(fact => fact.CreatedTime));
    }
}
