using Adapters.Simulated.Venue.Latencies;
using Adapters.Simulated.Venue.Rules;
using Adapters.Simulated.Venue.Trouble;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>The ranges of the settings of the simulated venue.</summary>
internal static class SimulationChecks
{
    /// <summary>Checks all of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A setting is outside its range; names it, its value and the range.
    /// </exception>
    internal static void Require(SimulationSettings settings)
    {
        RequireLatency(settings.EntryLatencyNs, nameof(settings.EntryLatencyNs));
        RequireLatency(settings.ReplyLatencyNs, nameof(settings.ReplyLatencyNs));
        RequireLatency(settings.FeedLatencyNs, nameof(settings.FeedLatencyNs));
        RequireShare(settings.Slippage, nameof(settings.Slippage));
        RequireShare(settings.BarVolumeShare, nameof(settings.BarVolumeShare));
        Require(
            settings.SelfTradePrevention <= SelfTradePrevention.Decrement,
            nameof(settings.SelfTradePrevention),
            settings.SelfTradePrevention,
            "one of its names");
        Require(settings.OrderCapacity > 0, nameof(settings.OrderCapacity), settings.OrderCapacity, "positive");
        Require(Enum.IsDefined(settings.QueueModel), nameof(settings.QueueModel), settings.QueueModel, "a known model");
        Require(
            settings.QueuePower is >= 0.01 and <= 100, nameof(settings.QueuePower), settings.QueuePower, "0.01 … 100");
        Require(
            settings.OrdersPerSecond >= 0, nameof(settings.OrdersPerSecond), settings.OrdersPerSecond, "not negative");
        Require(
            settings.OrdersPerTenSeconds >= 0,
            nameof(settings.OrdersPerTenSeconds),
            settings.OrdersPerTenSeconds,
            "not negative");
        Require(settings.Latency);
        Require(settings.Trouble);
    }

    private static void Require(LatencySettings latency)
    {
        Require(Enum.IsDefined(latency.Model), nameof(latency.Model), latency.Model, "a known model");
        Require(latency.Sigma is >= 0 and <= 5, nameof(latency.Sigma), latency.Sigma, "0 … 5");
        Require(latency.CapNs >= 0, nameof(latency.CapNs), latency.CapNs, "not negative");
        Require(
            latency.Model != LatencyModel.Recorded || latency.Track is not null,
            nameof(latency.Track),
            "none",
            "given where latencies are recorded");
    }

    private static void Require(TroubleSettings trouble)
    {
        RequireShare(trouble.Busy, nameof(trouble.Busy));
        RequireShare(trouble.Timeout, nameof(trouble.Timeout));
        RequireShare(trouble.DuplicateReports, nameof(trouble.DuplicateReports));
        RequireShare(trouble.ReorderReports, nameof(trouble.ReorderReports));
        RequireShare(trouble.DelayReports, nameof(trouble.DelayReports));
        RequireShare(trouble.LostReports, nameof(trouble.LostReports));
        RequireShare(trouble.SplitFills, nameof(trouble.SplitFills));
        RequireTime(trouble.TimeoutNs, nameof(trouble.TimeoutNs));
        RequireTime(trouble.DisconnectNs, nameof(trouble.DisconnectNs));
        RequireTime(trouble.ReorderNs, nameof(trouble.ReorderNs));
        RequireTime(trouble.DelayNs, nameof(trouble.DelayNs));
        Require(
            trouble.DisconnectsPerHour is >= 0 and <= 3_600,
            nameof(trouble.DisconnectsPerHour),
            trouble.DisconnectsPerHour,
            "0 … 3,600");
    }

    private static void RequireShare(Rate rate, string setting) =>
        Require(rate.Value is >= 0 and <= Rate.Scale, setting, rate.Value, $"0 … {Rate.Scale}");

    private static void RequireLatency(long ns, string setting) => Require(ns >= 0, setting, ns, "not negative");

    private static void RequireTime(long ns, string setting) =>
        Require(ns is > 0 and <= TimestampNs.PerDay, setting, ns, $"1 … {TimestampNs.PerDay}");

    private static void Require(bool isAllowed, string setting, object value, string range)
    {
        if (!isAllowed)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{setting} must be {range}.");
        }
    }
}
