using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>How often each strategy has lost in a row, and until when it pauses for that. One thread.</summary>
internal sealed class LossStreaks
{
    private readonly LimitTable _limits;
    private long[] _losses = new long[1];
    private long[] _until = new long[1];

    internal LossStreaks(LimitTable limits) => _limits = limits;

    internal void AddStrategy()
    {
        Array.Resize(ref _losses, _losses.Length + 1);
        Array.Resize(ref _until, _until.Length + 1);
    }

    /// <summary>A position was closed.</summary>
    /// <param name="strategy">Whose it was.</param>
    /// <param name="net">What it has made, fees and funding included.</param>
    /// <param name="now">When.</param>
    internal void OnTrade(StrategyId strategy, Money net, TimestampNs now)
    {
        ref var losses = ref _losses[strategy.Value];
        losses = net < Money.Zero ? losses + 1 : 0;
        var most = _limits.LossesInARow(strategy.Value);
        if (most > 0 && losses >= most)
        {
            losses = 0;
            _until[strategy.Value] = checked(now.Value + _limits.CoolDownNs(strategy.Value));
        }
    }

    /// <summary>Whether a strategy may open again.</summary>
    internal RiskVerdict Check(StrategyId strategy, TimestampNs now) =>
        RiskChecks.CoolDownOver(now.Value, _until[strategy.Value]);

    /// <summary>The operator lets bygones be bygones.</summary>
    internal void Forget()
    {
        Array.Clear(_losses);
        Array.Clear(_until);
    }

    internal void VisitState(StateSink sink)
    {
        for (var i = 0; i < _losses.Length; i++)
        {
            sink.Visit(ref _losses[i]);
            sink.Visit(ref _until[i]);
        }
    }
}
