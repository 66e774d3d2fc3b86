using Engine.Model.Units;

namespace Replay.Reports;

/// <summary>One corner of a line.</summary>
/// <param name="Time">Its place on the time axis.</param>
/// <param name="Value">Its height, in the unit of the series.</param>
internal readonly record struct ChartPoint(TimestampNs Time, long Value);
