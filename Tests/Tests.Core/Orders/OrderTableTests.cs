using System.Runtime.CompilerServices;
using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Core.Orders;

/// <summary>The table against a dictionary, and what it keeps of finished orders.</summary>
internal sealed class OrderTableTests
{
    [Test]
    public void Finished_orders_stay_until_their_slot_is_needed_oldest_first()
    {
        var table = new OrderTable(2);
        Add(table, 1, OrderState.Filled);
        Add(table, 2, OrderState.Filled);

        Add(table, 3, OrderState.New);

        Assert.That(Holds(table, 1), Is.False);
        Assert.That(Holds(table, 2), Is.True);
    }

    [Test]
    public void Open_orders_never_leave_so_a_full_table_takes_no_more()
    {
        var table = new OrderTable(2);
        Add(table, 1, OrderState.New);
        Add(table, 2, OrderState.Unknown);

        ref var third = ref table.Add(new OrderId(3));

        Assert.That(Unsafe.IsNullRef(in third), Is.True);
        Assert.That(table.OpenCount, Is.EqualTo(2));
    }

    [Test]
    public void Reopened_order_is_not_evicted()
    {
        var table = new OrderTable(2);
        Add(table, 1, OrderState.Canceled);
        Add(table, 2, OrderState.Canceled);
        table.Find(new OrderId(1)).State = OrderState.Unknown;
        table.Reopen(new OrderId(1));

        Add(table, 3, OrderState.New);

        Assert.That(Holds(table, 1), Is.True);
        Assert.That(Holds(table, 2), Is.False);
    }

    [TestCase(1)]
    [TestCase(2_026)]
    public void Find_agrees_with_a_dictionary_over_random_lives(int seed)
    {
        var random = new Random(seed);
        var table = new OrderTable(64);
        var open = new HashSet<long>();
        for (var step = 1; step <= 20_000; step++)
        {
            if (open.Count < 60 && random.Next(2) == 0)
            {
                Add(table, step, OrderState.New);
                open.Add(step);
            }
            else if (open.Count > 0)
            {
                var id = open.ElementAt(random.Next(open.Count));
                table.Find(new OrderId(id)).State = OrderState.Canceled;
                table.Finish(new OrderId(id));
                open.Remove(id);
            }

            var probe = random.Next(1, step + 10);
            if (open.Contains(probe))
            {
                Assert.That(table.Find(new OrderId(probe)).Id.Value, Is.EqualTo(probe), $"seed {seed}, step {step}");
            }
        }

        Assert.That(open.All(id => Holds(table, id)), Is.True);
        Assert.That(table.OpenCount, Is.EqualTo(open.Count));
    }

    private static void Add(OrderTable table, long id, OrderState state)
    {
        table.Add(new OrderId(id)).State = state;
        if (state.IsFinal())
        {
            table.Finish(new OrderId(id));
        }
    }

    private static bool Holds(OrderTable table, long id) => !Unsafe.IsNullRef(in table.Find(new OrderId(id)));
}
