namespace Replay.Import.Sources;

/// <summary>Finds by how much a recorder's clock was behind.</summary>
internal static class ClockShift
{
    /// <summary>
    /// What is to be added to the recorder's times so that the smallest latency is the least that can be believed; zero
    /// where no latency is below that. One shift for all files, so that their order stays.
    /// </summary>
    /// <exception cref="ImportException">No row has both times.</exception>
    internal static long Find(
        ImportFormat format, IReadOnlyList<SourceFile> files, ImportRequest request, CancellationToken token)
    {
        var smallest = files.Min(file => file.FindSmallestLatency(token)) ?? throw ImportException.Usage(
            "--shift-clock",
            $"no row of these files of {format.Name} has both the venue's and the recorder's time",
            "give the shift itself: --shift-clock 1.27s");
        return Math.Max(0, request.MinLatencyNs - smallest);
    }
}
