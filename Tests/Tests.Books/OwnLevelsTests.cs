using Engine.Books;
using Engine.Model.State;

namespace Tests.Books;

/// <summary>Our own levels against a dictionary.</summary>
internal sealed class OwnLevelsTests
{
    [Test]
    public void Add_agrees_with_a_dictionary_over_random_changes([Range(1, 6)] int seed)
    {
        var random = new Random(seed);
        var levels = new OwnLevels();
        var twin = new Dictionary<long, long>();
        for (var step = 0; step < 20_000; step++)
        {
            var price = random.Next(-40, 40);
            var held = twin.GetValueOrDefault(price);
            var lots = random.Next(3) == 0 ? -held : random.Next(0, 9);

            levels.Add(price, lots);
            twin[price] = held + lots;

            if (levels.LotsAt(price) != twin[price])
            {
                Assert.Fail($"seed {seed} step {step}: {levels.LotsAt(price)} at {price}, not {twin[price]}");
            }
        }

        Assert.That(levels.Count, Is.EqualTo(twin.Count(pair => pair.Value > 0)));
    }

    [Test]
    public void VisitState_restores_every_level()
    {
        var levels = new OwnLevels();
        for (var price = 0; price < 40; price++)
        {
            levels.Add(price * 3, price + 1);
        }

        var writer = new StateWriter();
        levels.VisitState(writer);
        var other = new OwnLevels();
        other.VisitState(new StateReader(writer.Words));

        Assert.That(other.Count, Is.EqualTo(40));
        Assert.That(Enumerable.Range(0, 120).Select(p => other.LotsAt(p)),
            Is.EqualTo(Enumerable.Range(0, 120).Select(p => levels.LotsAt(p))));
    }

    [Test]
    public void Add_and_take_away_allocate_nothing()
    {
        var levels = new OwnLevels();

        var bytes = Support.Allocations.Least(() =>
        {
            for (var price = 0; price < 16; price++)
            {
                levels.Add(price, 5);
            }

            for (var price = 0; price < 16; price++)
            {
                levels.Add(price, -5);
            }
        });

        Assert.That(bytes, Is.Zero);
    }
}
