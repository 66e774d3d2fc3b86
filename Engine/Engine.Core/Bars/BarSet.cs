using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Bars;

/// <summary>Several kinds of bars of one instrument at once: by time, trades, volume, value. One thread.</summary>
/// <remarks>
/// Closed only by what is told: <see cref="AddTrade" /> and <see cref="Advance" />, in the order of the stream. With a
/// trade, bars of time that are over by then close first, and it belongs to the next. Where no event may come in time,
/// a timer at <see cref="NextClose" /> lets bars of time close when they end.
/// </remarks>
public sealed class BarSet
{
    private readonly BarSpec[] _specs;
    private readonly BarBuilder?[] _timed;
    private readonly ActivityBarBuilder?[] _filled;

    /// <summary>Makes one.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="gaps">What bars of time do with intervals in which nothing happened.</param>
    /// <param name="specs">The bars; a sink is told of each by its place here.</param>
    /// <exception cref="ArgumentException">A size is not positive, or a measure is not known.</exception>
    public BarSet(Instrument instrument, BarGaps gaps, params ReadOnlySpan<BarSpec> specs)
    {
        _specs = specs.ToArray();
        _timed = new BarBuilder?[_specs.Length];
        _filled = new ActivityBarBuilder?[_specs.Length];
        for (var series = 0; series < _specs.Length; series++)
        {
            var spec = _specs[series];
            if (spec.Measure == BarMeasure.Time)
            {
                _timed[series] = new BarBuilder(spec.Size, gaps);
            }
            else
            {
                _filled[series] = new ActivityBarBuilder(spec, instrument);
            }
        }
    }

    /// <summary>The bars that are built, by place.</summary>
    public ReadOnlySpan<BarSpec> Specs => _specs;

    /// <summary>When the next bar of time ends; <see cref="TimestampNs.MaxValue" /> while there is none.</summary>
    public TimestampNs NextClose
    {
        get
        {
            var next = TimestampNs.MaxValue;
            foreach (var bars in _timed)
            {
                next = bars is not null && bars.NextClose < next ? bars.NextClose : next;
            }

            return next;
        }
    }

    /// <summary>Closes the bars of time that are over.</summary>
    /// <param name="now">The time of the event at hand, or of the clock.</param>
    /// <param name="sink">Told of each, oldest first within a series.</param>
    public void Advance<TSink>(TimestampNs now, TSink sink)
        where TSink : IBarSink
    {
        for (var series = 0; series < _timed.Length; series++)
        {
            if (_timed[series] is not { } bars)
            {
                continue;
            }

            while (bars.TryClose(now, out var bar))
            {
                sink.OnBar(series, bar);
            }
        }
    }

    /// <summary>Adds a trade to all of them.</summary>
    /// <param name="trade">The trade.</param>
    /// <param name="sink">Told of what it closes.</param>
    /// <exception cref="OverflowException">The volume of one bar exceeds a long.</exception>
    public void AddTrade<TSink>(in TapeTrade trade, TSink sink)
        where TSink : IBarSink
    {
        Advance(trade.Time, sink);
        for (var series = 0; series < _specs.Length; series++)
        {
            if (_timed[series] is { } timed)
            {
                timed.AddTrade(trade);
            }
            else if (_filled[series]!.AddTrade(trade, out var bar))
            {
                sink.OnBar(series, bar);
            }
        }
    }

    /// <summary>Visits all that later bars depend on.</summary>
    public void VisitState(StateSink sink)
    {
        for (var series = 0; series < _specs.Length; series++)
        {
            _timed[series]?.VisitState(sink);
            _filled[series]?.VisitState(sink);
        }
    }
}
