using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Books;

/// <summary>The last closed bar.</summary>
internal struct LastBar
{
    internal Bar Bar;
    internal BarInterval Interval;
    internal TimestampNs Time;

    /// <summary>The close as a price.</summary>
    internal readonly PriceTicks Close => new(checked(Bar.Open.Value + Bar.CloseOffset));

    internal void Apply(in Event e)
    {
        Bar = e.Bar;
        Interval = e.Interval;
        Time = e.Time;
    }

    internal void VisitState(StateSink sink)
    {
        var interval = (int)Interval;
        var tradeCount = (long)Bar.TradeCount;
        sink.Visit(ref interval);
        sink.Visit(ref Time);
        sink.Visit(ref Bar.Open);
        sink.Visit(ref Bar.HighOffset);
        sink.Visit(ref Bar.LowOffset);
        sink.Visit(ref Bar.CloseOffset);
        sink.Visit(ref tradeCount);
        sink.Visit(ref Bar.Volume);
        sink.Visit(ref Bar.TakerBuyVolume);
        Interval = (BarInterval)interval;
        Bar.TradeCount = (uint)tradeCount;
    }
}
