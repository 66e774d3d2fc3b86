using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Reports;

/// <summary>What was run, on what it rests, and what to beware of: all before the first figure.</summary>
internal static class HeaderSection
{
    /// <summary>The strategies and the instruments, in one line.</summary>
    public static string Subject(ReportModel model)
    {
        // An instance for each instrument has the name of all: it is said once.
        var names = model.Strategies.Select(strategy => strategy.Name).Distinct(StringComparer.Ordinal).ToList();
        var strategies = names.Count switch
        {
            0 => "no strategy",
            <= 3 => string.Join(", ", names),
            _ => $"{names.Count} strategies",
        };
        var instruments = model.Instruments.Count switch
        {
            0 => "no instrument",
            <= 2 => string.Join(", ", model.Instruments.Select(section => section.Instrument.Name)),
            _ => $"{model.Instruments.Count} instruments",
        };
        return $"{strategies} on {instruments}";
    }

    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, ReportModel model)
    {
        var identity = model.Identity;
        html.Open("header");
        html.Element("p", model.Title, ("class", "kind"));
        html.Element("h1", Subject(model));
        html.Element("p", Period(identity), ("class", "period"));
        html.Close();

        html.Open("div", ("class", "facts-pair top"));
        FactSection.WriteList(html, "Run", Identity(identity), "mono");
        FactSection.WriteList(html, "Assumptions", model.Assumptions, string.Empty);
        html.Close();
        WriteWarnings(html, model.Warnings);
    }

    private static string Period(RunIdentity identity)
    {
        var seconds = (identity.LastTime - identity.FirstTime) / (double)TimestampNs.PerSecond;
        return $"{NumberText.Instant(identity.FirstTime)} to {NumberText.Instant(identity.LastTime)} · "
            + $"{NumberText.Duration(seconds)} · {NumberText.Count(identity.Events)} events";
    }

    private static ReportFact[] Identity(RunIdentity identity) =>
    [
        new("Engine", $"{identity.EngineVersion}, code {identity.CodeHash:x16}"),
        .. identity.StrategyCode.Select(code => new ReportFact("Own strategy", code)),
        new("Configuration", identity.ConfigurationDigest.ToString("x16")),
        new("Journal", identity.JournalId.Length == 0 ? identity.Journal : $"{identity.Journal}, {identity.JournalId}"),
        new("Digest", identity.Digest.ToString("x16")),
        new("Witness", identity.Witness.ToString("x16")),
        new("Orders", NumberText.Count(identity.Orders)),
        new("Refused", NumberText.Count(identity.Rejects)),
    ];

    /// <summary>Writes what to beware of; nothing where there is nothing.</summary>
    public static void WriteWarnings(HtmlWriter html, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0)
        {
            return;
        }

        html.Open("section", ("class", "warnings"), ("aria-label", "Warnings"));
        html.Element("h2", warnings.Count == 1 ? "1 warning" : $"{NumberText.Count(warnings.Count)} warnings");
        html.Open("ul");
        foreach (var warning in warnings.Take(ReportLimits.Warnings))
        {
            html.Element("li", warning);
        }

        html.Close();
        if (warnings.Count > ReportLimits.Warnings)
        {
            html.Element("p", $"The first {ReportLimits.Warnings} are shown.", ("class", "note"));
        }

        html.Close();
    }
}
