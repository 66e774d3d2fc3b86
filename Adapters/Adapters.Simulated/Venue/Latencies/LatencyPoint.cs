using System.Runtime.InteropServices;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Latencies;

/// <summary>The latencies that were measured at one time.</summary>
/// <param name="Time">When.</param>
/// <param name="FeedNs">From the venue's publishing to our having its data, ns, not negative.</param>
/// <param name="EntryNs">From our sending to the venue's having it, ns, not negative.</param>
/// <param name="ReplyNs">From the venue's decision to our having its report, ns, not negative.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct LatencyPoint(TimestampNs Time, long FeedNs, long EntryNs, long ReplyNs);
