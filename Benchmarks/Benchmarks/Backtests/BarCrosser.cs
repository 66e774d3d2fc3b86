using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies;

namespace Benchmarks.Backtests;

/// <summary>The bench strategy of bars: goes long and short where two moving averages of the close cross.</summary>
internal sealed class BarCrosser : Strategy
{
    private const double FastShare = 1.0 / 8;
    private const double SlowShare = 1.0 / 32;
    private const long Lots = 10;

    /// <summary>A catalogue with this strategy alone.</summary>
    public static readonly StrategyCatalog Catalog = new(
    [
        new StrategyDescriptor
        {
            Name = "bar-crosser",
            Summary = "Turns its position at the market where two moving averages of the close cross.",
            Parameters = [],
            Create = () => new BarCrosser(),
        },
    ]);

    private double _fast;
    private double _slow;
    private long _position;

    /// <inheritdoc />
    public override void OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
        var close = (double)(bar.Open.Value + bar.CloseOffset);
        _fast = _fast == 0 ? close : _fast + (FastShare * (close - _fast));
        _slow = _slow == 0 ? close : _slow + (SlowShare * (close - _slow));
        var wanted = _fast > _slow ? Lots : -Lots;
        if (wanted == _position || _fast == _slow)
        {
            return;
        }

        var side = wanted > _position ? Side.Bid : Side.Ask;
        var quantity = new QtyLots(Math.Abs(wanted - _position));
        _position = wanted;
        Context.Place(OrderRequest.Market(market.Instrument.Id, side, quantity));
    }

    /// <inheritdoc />
    public override void VisitState(StateSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        sink.Visit(ref _fast);
        sink.Visit(ref _slow);
        sink.Visit(ref _position);
    }
}
