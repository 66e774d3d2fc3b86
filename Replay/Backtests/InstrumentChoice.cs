using Engine.Model.Instruments;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>Finds the instruments that a user names.</summary>
internal static class InstrumentChoice
{
    /// <summary>The chosen instruments, in order of definition; all of them where none is named.</summary>
    /// <exception cref="RunConfigurationException">A name fits none, or a bare symbol fits several: says which there are.</exception>
    internal static IReadOnlyList<Instrument> Choose(InstrumentRegistry registry, IReadOnlyList<string> names)
    {
        if (registry.Count == 0)
        {
            throw new RunConfigurationException("the journal defines no instrument before its first market event");
        }

        if (names.Count == 0)
        {
            return [.. registry.All];
        }

        var chosen = new SortedSet<int>();
        foreach (var name in names)
        {
            chosen.Add(Find(registry, name).Id.Value);
        }

        return [.. chosen.Select(id => registry.All[id])];
    }

    private static Instrument Find(InstrumentRegistry registry, string name)
    {
        var matches = registry.All.Where(instrument => instrument.Name == name || instrument.Symbol == name).ToList();
        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new RunConfigurationException(
                $"no instrument '{name}' in the journal; it has {string.Join(", ", registry.All.Select(i => i.Name))}"),
            _ => throw new RunConfigurationException(
                $"'{name}' is the name of several instruments; say which: {string.Join(", ", matches.Select(i => i.Name))}"),
        };
    }
}
