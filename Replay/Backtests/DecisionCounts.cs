using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Instruments;
using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Backtests;

/// <summary>
/// Counts what the strategies of a run asked for, so that a run without trades can say why. One thread.
/// </summary>
internal sealed class DecisionCounts
{
    private readonly SortedDictionary<ReasonCode, long> _refused = [];
    private bool[] _hasPlaced = new bool[16];
    private long _protectionLost;

    internal void Add(in Command command)
    {
        switch (command.Kind)
        {
            case CommandKind.PlaceOrder:
                if (command.Strategy.Value >= _hasPlaced.Length)
                {
                    Array.Resize(ref _hasPlaced, command.Strategy.Value * 2);
                }

                _hasPlaced[command.Strategy.Value] = true;
                break;
            case CommandKind.Alert when command.Reason == ReasonCode.ProtectionLost:
                _protectionLost++;
                break;
            case CommandKind.OrderRefused:
                _refused[command.Reason] = _refused.GetValueOrDefault(command.Reason) + 1;
                break;
            default:
                break;
        }
    }

    /// <summary>Why orders did not leave, and which strategies asked for none.</summary>
    /// <param name="strategies">The strategies of the run.</param>
    /// <param name="instruments">Their instruments.</param>
    internal IEnumerable<string> Warnings(
        IEnumerable<RunningStrategy> strategies, InstrumentRegistry instruments)
    {
        if (_refused.Count > 0)
        {
            var reasons = _refused.Select(reason => $"{reason.Key} {NumberText.Count(reason.Value)}");
            yield return $"risk refused requests: {string.Join(", ", reasons)}";
        }

        if (_protectionLost > 0)
        {
            yield return $"positions stood without the protection that they were to have, {_protectionLost} times: the "
                + "ProtectionState commands say which and why";
        }

        var idle = strategies.Where(strategy => !strategy.IsDisabled && !HasPlaced(strategy.Id));
        foreach (var type in idle.GroupBy(strategy => strategy.Descriptor.Name))
        {
            var where = type.SelectMany(strategy => strategy.Instruments).Select(id => instruments[id].Symbol);
            yield return $"{type.Key} sent no order in {string.Join(", ", where)}: it was never warm, its rules were "
                + "never met, or it gives signals only";
        }
    }

    private bool HasPlaced(StrategyId strategy) =>
        strategy.Value < _hasPlaced.Length && _hasPlaced[strategy.Value];
}
