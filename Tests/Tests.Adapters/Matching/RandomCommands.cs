using Adapters.Simulated.Matching;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Adapters.Matching;

/// <summary>Requests of every kind, drawn by a seed.</summary>
/// <param name="seed">One seed is one run.</param>
/// <param name="width">How far apart prices lie at most, in ticks; the narrower, the more trades.</param>
/// <param name="ids">How many ids there are: some stand, some are new, some were.</param>
internal sealed class RandomCommands(long seed, long width, int ids)
{
    private SeededRandom _random = new(seed);
    private long _middle;

    internal MatchCommand Next()
    {
        // Now and then the market goes elsewhere, far enough to leave the window behind.
        _middle += _random.NextBelow(100) == 0 ? _random.NextBelow((2 * width) + 1) - width : 0;
        var verb = (int)_random.NextBelow(10);
        return new MatchCommand(
            verb < 5 ? MatchVerb.Place : verb < 6 ? MatchVerb.Cancel : verb < 8 ? MatchVerb.Move : MatchVerb.Amend,
            IdOf(_random.NextBelow(ids)),
            _middle + _random.NextBelow((2 * width) + 1) - width,
            _random.NextBelow(20))
        {
            Side = (Side)_random.NextBelow(2),
            Instruction = (MatchInstruction)_random.NextBelow(5),
            SelfTrade = (SelfTradePrevention)_random.NextBelow(5),
            Owner = (int)_random.NextBelow(4),
        };
    }

    // Near and far apart, negative too: ids are any longs.
    private static long IdOf(long number) => number % 3 == 0 ? number : unchecked(number * 0x5DEECE66D1234567);
}
