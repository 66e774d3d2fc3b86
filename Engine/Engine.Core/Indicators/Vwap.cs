using Engine.Model.State;

namespace Engine.Core.Indicators;

/// <summary>Volume-weighted average price of the last n trades (or bars), in the unit of the prices.</summary>
/// <remarks>Σ price·volume ÷ Σ volume. Not a number where no volume was traded. Ready after n samples.</remarks>
public sealed class Vwap
{
    private readonly SampleWindow _values;
    private readonly SampleWindow _volumes;
    private SlidingSum _value;
    private SlidingSum _volume;

    /// <summary>Makes one.</summary>
    /// <param name="period">n, in trades or bars, positive.</param>
    public Vwap(int period)
    {
        _values = new SampleWindow(period);
        _volumes = new SampleWindow(period);
    }

    /// <summary>Whether n samples were seen.</summary>
    public bool IsReady => _volumes.IsFull;

    /// <summary>The average price; not a number until ready, or where the volume is zero.</summary>
    public double Value => IsReady && _volume.Value > 0 ? _value.Value / _volume.Value : double.NaN;

    /// <summary>The volume of the window.</summary>
    public double Volume => _volume.Value;

    /// <summary>Takes the next trade or bar.</summary>
    /// <param name="price">Its price; of a bar, the typical one.</param>
    /// <param name="volume">Its volume, not negative.</param>
    public void Update(double price, double volume)
    {
        var value = price * volume;
        var leavingValue = _values.Push(value);
        var leavingVolume = _volumes.Push(volume);
        _value.Update(_values, value, leavingValue);
        _volume.Update(_volumes, volume, leavingVolume);
    }

    /// <summary>Visits all that later values depend on.</summary>
    public void VisitState(StateSink sink)
    {
        _values.VisitState(sink);
        _volumes.VisitState(sink);
        _value.VisitState(sink);
        _volume.VisitState(sink);
    }
}
