namespace Replay.Reports;

/// <summary>The page's own style and script, which lie in the assembly.</summary>
internal static class ReportAssets
{
    /// <summary>The style.</summary>
    public static string Style { get; } = Read("report.css");

    /// <summary>The script.</summary>
    public static string Script { get; } = Read("report.js") + Read("tables.js");

    private static string Read(string name)
    {
        using var stream = typeof(ReportAssets).Assembly.GetManifestResourceStream($"Replay.Reports.{name}")
            ?? throw new InvalidOperationException($"The assembly lacks its own part {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
