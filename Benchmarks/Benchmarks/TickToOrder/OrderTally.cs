using Benchmarks.Harness;

namespace Benchmarks.TickToOrder;

/// <summary>How busy the strategy was: without orders, a short way would mean nothing.</summary>
internal sealed class OrderTally
{
    private readonly List<double> _perMillion = [];
    private readonly List<double> _refused = [];
    private readonly List<double> _fills = [];

    internal void Note(TickEngine engine)
    {
        _perMillion.Add(engine.Venue.OrderCount * 1e6 / engine.EventCount);
        _refused.Add(engine.Core.RejectCount * 1e6 / engine.EventCount);
        _fills.Add(engine.Core.FillCount * 1e6 / engine.EventCount);
    }

    internal IEnumerable<BenchmarkEntry> ToEntries(string name, BenchmarkOptions options) =>
    [
        new Measurement([.. _perMillion], 0).ToEntry(
            name + "/orders-per-million", "orders",
            "Orders and amends that left, per million events, the venue's answers among these", options),
        new Measurement([.. _refused], 0).ToEntry(
            name + "/refused-per-million", "orders", "Requests that risk refused, likewise", options),
        new Measurement([.. _fills], 0).ToEntry(
            name + "/fills-per-million", "fills", "Fills, likewise", options),
    ];
}
