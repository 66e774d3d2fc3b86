using Adapters.Simulated.Venue.Trouble;
using Engine.Core.Strategies;
using Engine.Model.Units;

namespace Engine.Host.Configuration;

/// <summary>What may go wrong between us and the simulated venue, as keys of the configuration.</summary>
internal static class TroubleTable
{
    private const long TimeMaxNs = TimestampNs.PerDay;

    private static readonly TroubleSettings Defaults = new();

    /// <summary>Name, type, default, range and help of each setting.</summary>
    public static IReadOnlyList<ParameterDescriptor> Rows { get; } =
    [
        ParameterDescriptor.OfInteger(
            "trouble.seed", Defaults.Seed, 0, long.MaxValue, "The seed of all that goes wrong at the venue."),
        SimulationTable.OfShare(
            "trouble.busy", Defaults.Busy, "That the venue refuses a place, an amend or a cancel as too busy."),
        SimulationTable.OfShare(
            "trouble.timeout", Defaults.Timeout,
            "That a request has no answer, carried out or not: a query tells which."),
        OfTime("trouble.timeoutAfter", Defaults.TimeoutNs, "How long the gateway waits for an answer."),
        ParameterDescriptor.OfReal(
            "trouble.disconnect", Defaults.DisconnectsPerHour, 0, 3_600,
            "How often an hour the connection breaks, on average.", "per hour"),
        OfTime("trouble.disconnectDuration", Defaults.DisconnectNs, "How long it stays broken; reports are lost."),
        SimulationTable.OfShare(
            "trouble.duplicateReports", Defaults.DuplicateReports, "That a report comes twice."),
        SimulationTable.OfShare(
            "trouble.reorderReports", Defaults.ReorderReports, "That a report is held back and others overtake it."),
        OfTime("trouble.reorderWithin", Defaults.ReorderNs, "The most that it, or a second copy, is held back."),
        SimulationTable.OfShare(
            "trouble.delayReports", Defaults.DelayReports, "That a report is late, and with it all that follow."),
        OfTime("trouble.delayUpTo", Defaults.DelayNs, "The most that it is late."),
        SimulationTable.OfShare("trouble.lostReports", Defaults.LostReports, "That a report never comes."),
        SimulationTable.OfShare("trouble.splitFills", Defaults.SplitFills, "That a fill comes in two parts."),
    ];

    /// <summary>The settings that a configuration asks for.</summary>
    /// <param name="bitsOf">The bits of a key, by its name within the section.</param>
    public static TroubleSettings Settings(Func<string, long> bitsOf) => new()
    {
        Seed = bitsOf("trouble.seed"),
        Busy = new Rate(bitsOf("trouble.busy")),
        Timeout = new Rate(bitsOf("trouble.timeout")),
        TimeoutNs = bitsOf("trouble.timeoutAfter"),
        DisconnectsPerHour = BitConverter.Int64BitsToDouble(bitsOf("trouble.disconnect")),
        DisconnectNs = bitsOf("trouble.disconnectDuration"),
        DuplicateReports = new Rate(bitsOf("trouble.duplicateReports")),
        ReorderReports = new Rate(bitsOf("trouble.reorderReports")),
        ReorderNs = bitsOf("trouble.reorderWithin"),
        DelayReports = new Rate(bitsOf("trouble.delayReports")),
        DelayNs = bitsOf("trouble.delayUpTo"),
        LostReports = new Rate(bitsOf("trouble.lostReports")),
        SplitFills = new Rate(bitsOf("trouble.splitFills")),
    };

    private static ParameterDescriptor OfTime(string name, long value, string help) =>
        ParameterDescriptor.OfDuration(name, value, 1, TimeMaxNs, help);
}
