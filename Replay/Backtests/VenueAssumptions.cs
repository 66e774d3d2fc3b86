using System.Globalization;
using Adapters.Simulated.Venue;
using Adapters.Simulated.Venue.Latencies;
using Adapters.Simulated.Venue.Queues;
using Adapters.Simulated.Venue.Rules;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Reports;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>What a backtest rests on, in the words of its report.</summary>
internal static class VenueAssumptions
{
    /// <summary>All of it, in the order in which it is shown.</summary>
    internal static IReadOnlyList<ReportFact> Of(
        Money capital, SimulationSettings settings, AccountSettings account, IReadOnlyList<Instrument> instruments) =>
    [
        new("Capital", $"{capital.Value / (decimal)Money.Scale:N2} of the settle asset"),
        new("Order entry latency", Leg(settings, settings.EntryLatencyNs)),
        new("Reply latency", Leg(settings, settings.ReplyLatencyNs)),
        new("Feed latency", settings.Latency.IsFeedFromData
            ? $"as recorded: an event's time less its venue time; {Duration(settings.FeedLatencyNs)} before the first"
            : Leg(settings, settings.FeedLatencyNs)),
        new("Taker fills", "walk the book, or the best quote where there is no depth; "
            + "what we took is gone until refreshed"),
        new("Maker fills", "queue behind the quantity displayed at arrival; a trade through our price fills us"),
        new("Queue model", Queue(settings)),
        new("Bars", $"only bars that open after the order arrived; slippage {Percent(settings.Slippage)}, "
            + $"at most {Percent(settings.BarVolumeShare)} of a bar's volume"),
        new("Self-trades", settings.SelfTradePrevention == SelfTradePrevention.VenueDefault
            ? "as each instrument's venue prevents them"
            : settings.SelfTradePrevention.ToString()),
        new("Market impact", "none beyond what we took; others do not react to our orders"),
        .. AccountAssumptions.Of(account, instruments, settings.Funding),
        .. RateLimits(settings),
        new("Trouble", Trouble(settings.Trouble)),
    ];

    private static string Leg(SimulationSettings settings, long constantNs)
    {
        var latency = settings.Latency;
        return latency.Model switch
        {
            LatencyModel.LogNormal => $"log-normal, median {Duration(constantNs)}, sigma {Number(latency.Sigma)}, "
                + $"at most {Duration(latency.CapNs)}, seed {latency.Seed}",
            LatencyModel.Recorded => $"measured: {latency.Track}, interpolated",
            _ => Duration(constantNs),
        };
    }

    private static string Queue(SimulationSettings settings) => settings.QueueModel switch
    {
        QueueModel.Power => $"power, n = {Number(settings.QueuePower)}: of what is withdrawn at our price, "
            + "the expected part was ahead of us (f(x) = xⁿ)",
        QueueModel.Logarithmic => "logarithmic: of what is withdrawn at our price, the expected part was ahead of us "
            + "(f(x) = ln(1 + x))",
        _ => "conservative: whoever withdraws at our price was behind us; only trades move us forward",
    };

    private static IEnumerable<ReportFact> RateLimits(SimulationSettings settings)
    {
        if (settings.OrdersPerSecond > 0)
        {
            yield return new ReportFact("Order rate", $"the venue takes {settings.OrdersPerSecond} within a second");
        }

        if (settings.OrdersPerTenSeconds > 0)
        {
            yield return new ReportFact(
                "Order rate over ten seconds", $"the venue takes {settings.OrdersPerTenSeconds} within ten seconds");
        }
    }

    private static string Trouble(TroubleSettings trouble)
    {
        if (!trouble.IsOn)
        {
            return "none: every command arrives, every report comes once and in order";
        }

        var kinds = new List<string>();
        AddShare(kinds, "busy", trouble.Busy);
        AddShare(kinds, "time-outs", trouble.Timeout);
        if (trouble.DisconnectsPerHour > 0)
        {
            kinds.Add($"{Number(trouble.DisconnectsPerHour)} disconnects an hour of {Duration(trouble.DisconnectNs)}");
        }

        AddShare(kinds, "duplicated", trouble.DuplicateReports);
        AddShare(kinds, "reordered", trouble.ReorderReports);
        AddShare(kinds, "delayed", trouble.DelayReports);
        AddShare(kinds, "lost", trouble.LostReports);
        AddShare(kinds, "split fills", trouble.SplitFills);
        return $"seed {trouble.Seed}: {string.Join(", ", kinds)}";
    }

    private static void AddShare(List<string> kinds, string name, Rate share)
    {
        if (share.Value > 0)
        {
            kinds.Add($"{name} {Percent(share)}");
        }
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Duration(long nanoseconds) => ParameterText.Format(ParameterType.DurationNs, nanoseconds);

    private static string Percent(Rate rate) => AccountAssumptions.Percent(rate);
}
