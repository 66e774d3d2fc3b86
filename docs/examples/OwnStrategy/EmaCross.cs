using Engine.Books;
using Engine.Core.Indicators;
using Engine.Core.Orders;
using Engine.Core.Strategies;
using Engine.Model.State;
using Engine.Model.Units;

namespace OwnStrategy;

/// <summary>Long while a fast average of the mid lies above a slow one, sampled once a second.</summary>
public sealed class EmaCross : Strategy
{
    private const int FastPlace = 0;
    private const int SlowPlace = 1;
    private const int LotsPlace = 2;

    /// <summary>What the engine knows of it before it runs: its name, its parameters, how to make one.</summary>
    public static readonly StrategyDescriptor Descriptor = new()
    {
        Name = "ema-cross",
        Summary = "Long while a fast average of the mid lies above a slow one.",
        Create = () => new EmaCross(),
        Parameters = new[]
        {
            ParameterDescriptor.OfInteger("fast", 10, 1, 10_000, "Period of the fast average.", "seconds"),
            ParameterDescriptor.OfInteger("slow", 30, 2, 10_000, "Period of the slow average.", "seconds"),
            ParameterDescriptor.OfInteger("lots", 10, 1, 1_000_000, "The quantity of an order.", "lots"),
        },
    };

    private InstrumentId _instrument;
    private Ema _fast = new(1);
    private Ema _slow = new(1);
    private bool _isBeating;
    private long _order;

    /// <summary>Parameters and instruments are known: what depends on them is made here.</summary>
    public override void OnStart()
    {
        _instrument = Context.Instruments[0];
        _fast = new Ema((int)Context.Parameters.Integer(FastPlace));
        _slow = new Ema((int)Context.Parameters.Integer(SlowPlace));
    }

    /// <summary>The first sign of a market starts the beat; from then on the timer samples.</summary>
    public override void OnBook(MarketState market)
    {
        if (!_isBeating)
        {
            _isBeating = true;
            SetNextBeat();
        }
    }

    /// <summary>A second has passed, by the time of the stream: there is no other.</summary>
    public override void OnTimer(long tag)
    {
        SetNextBeat();
        var market = Context.Market(_instrument);
        if (!market.IsLive || !market.TryReferencePrice(out var price))
        {
            return;
        }

        var sample = market.Instrument.ToDouble(price);
        _fast.Update(sample);
        _slow.Update(sample);
        if (_slow.IsReady && _fast.IsReady && _order == 0)
        {
            Decide(price);
        }
    }

    /// <summary>One order at a time: the next is asked for when this one has ended.</summary>
    public override void OnOrder(in Order order)
    {
        if (order.IsFinal && order.Id.Value == _order)
        {
            _order = 0;
        }
    }

    /// <summary>Everything that it remembers, and that parameters alone do not give.</summary>
    public override void VisitState(StateSink sink)
    {
        _fast.VisitState(sink);
        _slow.VisitState(sink);
        sink.Visit(ref _isBeating);
        sink.Visit(ref _order);
    }

    private void Decide(PriceTicks price)
    {
        var quantity = Context.Position(_instrument).Quantity;
        var isLong = quantity > QtyLots.Zero;
        var shouldBeLong = _fast.Value > _slow.Value;
        if (isLong == shouldBeLong)
        {
            return;
        }

        var side = shouldBeLong ? Side.Bid : Side.Ask;
        var lots = shouldBeLong ? new QtyLots(Context.Parameters.Integer(LotsPlace)) : quantity;
        Context.Signal(_instrument, side, price, confidence: 0.5);
        Context.Evidence(_instrument, "ema_fast"u8, _fast.Value, _slow.Value);
        _order = Context.Place(OrderRequest.Market(_instrument, side, lots)).Value;
    }

    private void SetNextBeat()
    {
        var second = Context.Now.Value / TimestampNs.PerSecond;
        Context.SetTimer(new TimestampNs((second + 1) * TimestampNs.PerSecond), tag: 0);
    }
}
