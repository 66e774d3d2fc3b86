using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>What a strategy's own round trips have brought: how many won and lost, and how much.</summary>
/// <remarks>
/// A round trip is from flat to flat in one instrument, fees included. A mutable struct: kept as a field that is not
/// readonly.
/// </remarks>
internal struct TradeRecord
{
    private Money _open;
    private Money _won;
    private Money _lost;
    private long _wins;
    private long _losses;

    /// <summary>Round trips that are over.</summary>
    internal readonly long Count => _wins + _losses;

    /// <summary>The part that won; 0 before the first.</summary>
    internal readonly double WinRate => Count == 0 ? 0 : (double)_wins / Count;

    /// <summary>What a winner brought on average, in 10⁻⁸; 0 before the first.</summary>
    internal readonly double AverageWin => _wins == 0 ? 0 : (double)_won.Value / _wins;

    /// <summary>What a loser cost on average, in 10⁻⁸, positive; 0 before the first.</summary>
    internal readonly double AverageLoss => _losses == 0 ? 0 : (double)_lost.Value / _losses;

    /// <summary>Kelly's fraction of them; 0 where nothing was won yet.</summary>
    internal readonly double Kelly => _wins == 0 ? 0 : PositionSize.Kelly(WinRate, AverageWin, AverageLoss);

    internal void OnFill(in FillReport fill)
    {
        _open += fill.RealizedPnl - fill.Fee;
        if (fill.PositionAfter != QtyLots.Zero)
        {
            return;
        }

        if (_open > Money.Zero)
        {
            _won += _open;
            _wins++;
        }
        else
        {
            _lost -= _open;
            _losses++;
        }

        _open = Money.Zero;
    }

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _open);
        sink.Visit(ref _won);
        sink.Visit(ref _lost);
        sink.Visit(ref _wins);
        sink.Visit(ref _losses);
    }
}
