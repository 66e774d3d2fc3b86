using System.Runtime.CompilerServices;
using Engine.Model.Units;
using Replay.Backtests;

namespace Tests.Replay.Backtests;

internal sealed class OrderTracesTests
{
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public bool Traces_agree_with_a_dictionary(ushort[] steps)
    {
        // Numbers are given out in sequence; which order ends is drawn. A place is often shared: the table has 1,024.
        var traces = new OrderTraces();
        var model = new Dictionary<long, long>();
        var next = 1L;
        foreach (var step in steps)
        {
            if (step % 3 != 0 || model.Count == 0)
            {
                next += 1 + (step % 2 * 1_023);
                traces.Add(new OrderTrace { Id = new OrderId(next), Quantity = new QtyLots(step) });
                model.Add(next, step);
            }
            else
            {
                var ended = model.Keys.Order().ElementAt(step % model.Count);
                traces.Remove(new OrderId(ended));
                model.Remove(ended);
            }
        }

        return traces.Count == model.Count
            && model.All(pair => Holds(traces, pair.Key, pair.Value))
            && Enumerable.Range(1, 50).All(id => model.ContainsKey(id) || IsUnknown(traces, id));
    }

    [Test]
    public void Add_of_more_than_fit_grows_and_keeps_them()
    {
        var traces = new OrderTraces();
        for (var id = 1L; id <= 5_000; id++)
        {
            traces.Add(new OrderTrace { Id = new OrderId(id), Quantity = new QtyLots(id) });
        }

        Assert.That(Enumerable.Range(1, 5_000).All(id => Holds(traces, id, id)), Is.True);
    }

    [Test]
    public void Orders_that_come_and_go_allocate_nothing()
    {
        var traces = new OrderTraces();
        Cycle(traces, 1, 2_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(traces, 2_001, 20_000);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void Cycle(OrderTraces traces, long from, long to)
    {
        for (var id = from; id <= to; id++)
        {
            traces.Add(new OrderTrace { Id = new OrderId(id) });
            if (id > 100)
            {
                traces.Remove(new OrderId(id - 100));
            }
        }
    }

    private static bool Holds(OrderTraces traces, long id, long quantity)
    {
        ref var trace = ref traces.Find(new OrderId(id));
        return !Unsafe.IsNullRef(in trace) && trace.Quantity.Value == quantity;
    }

    private static bool IsUnknown(OrderTraces traces, long id) => Unsafe.IsNullRef(in traces.Find(new OrderId(id)));
}
