using Engine.Host.Cli;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Journal.Reading;

namespace Engine.Host.Composition;

/// <summary>Sees to it that a run of the user's own strategies is replayed with the code that made it.</summary>
internal static class StrategyCodes
{
    /// <summary>Compares what the journal says of its strategies' code with what the shelf has.</summary>
    /// <param name="journal">The journal's path.</param>
    /// <param name="shelf">The strategies at hand.</param>
    /// <exception cref="UsageException">A strategy is not at hand, or is other code.</exception>
    public static void Require(string journal, StrategyShelf shelf)
    {
        foreach (var (name, hash) in Read(journal))
        {
            var descriptor = shelf.Catalog.Find(name) ?? throw new UsageException(
                $"{journal}: the run has a strategy of the user's own, '{name}' (SHA-256 {hash}); "
                + "name it: --strategy PATH#TYPE");
            var ours = descriptor.CodeHash.IsEmpty
                ? "the engine's own"
                : Convert.ToHexStringLower(descriptor.CodeHash.Span);
            if (ours != hash.ToString())
            {
                throw new UsageException(
                    $"{journal}: the code of strategy '{name}' differs: the run was made with SHA-256 {hash}, "
                    + $"and this is {ours}; name the assembly that made the run");
            }
        }
    }

    /// <summary>The names and hashes of the user's own strategies, up to the first session.</summary>
    private static List<(string Name, Hash256 Hash)> Read(string journal)
    {
        var names = new Dictionary<int, string>();
        var found = new List<(string, Hash256)>();
        using var cursor = JournalReader.Open(journal).OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            foreach (ref readonly var e in frame)
            {
                switch (e.Kind)
                {
                    case EventKind.StrategyDefined:
                        names[e.StrategyDefined.Strategy.Value] = e.StrategyDefined.TypeName.ToString();
                        break;
                    case EventKind.StrategyCode:
                        found.Add((names.GetValueOrDefault(e.StrategyCode.Strategy.Value, "?"), e.StrategyCode.Hash));
                        break;
                    case EventKind.SessionStarted when e.SessionStarted.Mode != RunMode.None:
                        return found;
                    default:
                        break;
                }
            }
        }

        return found;
    }
}
