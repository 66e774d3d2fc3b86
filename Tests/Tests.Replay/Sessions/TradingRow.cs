using Replay.Sessions;

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

    public override string ToString() => Name;
}
