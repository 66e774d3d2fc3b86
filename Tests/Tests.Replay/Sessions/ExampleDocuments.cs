using Engine.Core.Strategies;
using Replay.Sessions;
using Tests.Support;

namespace Tests.Replay.Sessions;

/// <summary>Strategies with their defaults; one that is made of a document has an example that ships.</summary>
internal static class ExampleDocuments
{
    public static StrategyChoice ChoiceOf(
        StrategyDescriptor strategy, params IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        new(strategy.Name, parameters) { Documents = strategy.TakesDocument ? [Read("flash-pump.json")] : [] };

    private static byte[] Read(string name) =>
        File.ReadAllBytes(Path.Combine(RepositoryRoot.Find().FullName, "docs", "examples", name));
}
