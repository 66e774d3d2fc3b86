using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Indicators;

/// <summary>What aggressors bought less what they sold, since the start, in lots: exact. One thread.</summary>
/// <remarks>Trades whose aggressor the venue did not name count for neither side.</remarks>
public sealed class CumulativeVolumeDelta
{
    private long _delta;
    private long _volume;

    /// <summary>Bought less sold, in lots.</summary>
    public QtyLots Value => new(_delta);

    /// <summary>Bought plus sold, in lots.</summary>
    public QtyLots Volume => new(_volume);

    /// <summary>Bought less sold over both: −1 … 1; 0 before the first trade.</summary>
    public double Ratio => _volume == 0 ? 0 : (double)_delta / _volume;

    /// <summary>Takes the next trade.</summary>
    /// <param name="quantity">Its quantity, positive.</param>
    /// <param name="aggressor">Who took.</param>
    /// <exception cref="OverflowException">The volume since the start exceeds a long.</exception>
    public void Update(QtyLots quantity, Side aggressor)
    {
        _volume = checked(_volume + quantity.Value);
        _delta += aggressor == Side.Bid ? quantity.Value : -quantity.Value;
    }

    /// <summary>Begins anew: a new window, a new day.</summary>
    public void Reset()
    {
        _delta = 0;
        _volume = 0;
    }

    /// <summary>Visits all that later values depend on.</summary>
    public void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _delta);
        sink.Visit(ref _volume);
    }
}
