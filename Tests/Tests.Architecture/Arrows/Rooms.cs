namespace Tests.Architecture.Arrows;

/// <summary>The table of rooms and arrows, as the design draws it. What is not listed is forbidden.</summary>
internal static class Rooms
{
    private const string Model = "Engine.Model";
    private const string Books = "Engine.Books";
    private const string Disruptor = "Engine.Disruptor";
    private const string Core = "Engine.Core";
    private const string Strategies = "Engine.Strategies";
    private const string Common = "Adapters.Common";

    private static readonly string[] None = [];
    private static readonly string[] AllButHost =
        [Model, Books, Disruptor, Core, Strategies, "Journal", "Adapters.*", "Replay"];

    // A family's row stands after the rows of its single members: the first row that holds a project decides.
    public static readonly Room[] Table =
    [
        new(Model, None, None, IsDeterministic: true),
        new(Books, [Model], None, IsDeterministic: true),
        new(Disruptor, None, None),
        new(Core, [Model, Books], None, IsDeterministic: true),
        new(Strategies, [Model, Books, Core], None, IsDeterministic: true),
        new("Journal", [Model, Disruptor], None),
        new(Common, [Model, Disruptor], None),
        new("Adapters.Simulated", [Model, Books, Common], None, IsDeterministic: true),
        new("Adapters.Binance", [Model, Disruptor, Common], None),
        new("Adapters.Bybit", [Model, Disruptor, Common], None),
        new("Adapters.Okx", [Model, Disruptor, Common], None),
        new("Adapters.Kraken", [Model, Disruptor, Common], None),
        new("Replay", [Model, Books, Disruptor, Core, Strategies, "Journal", "Adapters.*"], []),
        new("Engine.Host", [.. AllButHost, "Benchmarks"], ["Spectre.Console", "System.CommandLine"]),
        new("Benchmarks", AllButHost, None),
        new("Benchmarks.Micro", [.. AllButHost, "Benchmarks"], ["BenchmarkDotNet"]),
        new("Tests.Support", AllButHost, ["*"]),
        new("Tests.*", [.. AllButHost, "Engine.Host", "Benchmarks", "Tests.Support"], ["*"]),
    ];

    /// <summary>Returns the row that speaks of the project, or null where the design has no such room.</summary>
    public static Room? Find(string project) => Table.FirstOrDefault(room => room.Holds(project));
}
