using Replay.Sessions;
using Tests.Support;

namespace Tests.Replay.Sessions;

/// <summary>How one strategy is run so that it trades on the generated market.</summary>
/// <param name="Name">The strategy.</param>
/// <param name="Instruments">The instruments, by symbol: no more than it needs.</param>
/// <param name="Choices">The strategies of the run, it among them.</param>
internal sealed record TradingRow(string Name, string[] Instruments, StrategyChoice[] Choices)
{
    /// <summary>The strategy alone, with its defaults.</summary>
    public static TradingRow Of(string name, params string[] instruments) =>
        new(name, instruments, [new StrategyChoice(name)]);

    /// <summary>A document of <c>docs/examples</c>.</summary>
    public static ReadOnlyMemory<byte> Example(string name) =>
        File.ReadAllBytes(Path.Combine(RepositoryRoot.Find().FullName, "docs", "examples", name));

    public override string ToString() => Name;
}
