using Engine.Books;
using Engine.Core.Strategies;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.State;
using Engine.Model.Units;
using Engine.Strategies.Conditions.Indicators;
using Engine.Strategies.Parts;

namespace Engine.Strategies.Conditions;

/// <summary>
/// Gathers what happens between two samples, and brings indicators and conditions up to date at each: once a second of
/// stream time where ticks come, once per bar where only bars do. One thread.
/// </summary>
internal sealed class ConditionSampler
{
    private readonly ConditionDocument _document;
    private readonly ConditionEvaluator _evaluator;
    private ConditionBank? _bank;
    private SampleClock _clock;

    internal ConditionSampler(ConditionDocument document, long timerTag)
    {
        _document = document;
        _evaluator = new ConditionEvaluator(document);
        _clock = new SampleClock(TimestampNs.PerSecond, timerTag);
    }

    /// <summary>What gathers.</summary>
    internal ConditionSample Sample { get; } = new();

    /// <summary>Whether every indicator has seen enough.</summary>
    internal bool IsReady => _bank is { IsReady: true };

    /// <summary>The values at the last sample, by place.</summary>
    internal ReadOnlySpan<double> Values => _bank is null ? [] : _bank.Values;

    /// <summary>Whether a section's conditions hold.</summary>
    internal bool Holds(ConditionSection section) => _evaluator[section] == Truth.Yes;

    internal void OnTick(StrategyContext context, MarketState market) => _clock.OnTick(context, market);

    internal void OnTrade(MarketState market, in Trade trade, Side aggressor)
    {
        var quantity = market.Instrument.ToDouble(trade.Quantity);
        var delta = !market.IsLastTradeSideKnown ? 0 : aggressor == Side.Bid ? quantity : -quantity;
        Sample.AddTrade(market.Instrument.ToDouble(trade.Price), quantity, delta);
    }

    internal void OnMarket(MarketState market, in Event e)
    {
        if (e.Kind == EventKind.Liquidation)
        {
            Sample.AddLiquidation(market.Instrument.ToDouble(e.Liquidation.Quantity), ofLongs: e.Side == Side.Ask);
        }
    }

    /// <summary>Takes a bar where bars are what there is.</summary>
    /// <returns>Whether it is a sample: bars of another length than the first are not.</returns>
    internal bool OnBar(MarketState market, in Bar bar, BarInterval interval)
    {
        if (!_clock.SamplesBars || (_bank is not null && _bank.SampleNs != interval.LengthNs()))
        {
            return false;
        }

        _bank ??= new ConditionBank(_document, interval.LengthNs());
        var instrument = market.Instrument;
        var volume = instrument.ToDouble(bar.Volume);
        Sample.AddBar(
            instrument.ToDouble(bar.Open + new PriceTicks(bar.HighOffset)),
            instrument.ToDouble(bar.Open + new PriceTicks(bar.LowOffset)),
            volume,
            (2 * instrument.ToDouble(bar.TakerBuyVolume)) - volume);
        return true;
    }

    /// <summary>The beat's timer has fired.</summary>
    internal void OnBeat(StrategyContext context)
    {
        _clock.SetNext(context);
        if (_bank?.SampleNs != TimestampNs.PerSecond)
        {
            // Bars that came before the first tick were samples of another length: what they taught does not count.
            _bank = new ConditionBank(_document, TimestampNs.PerSecond);
            _evaluator.Reset();
            Sample.Clear();
        }
    }

    /// <summary>Closes the sample.</summary>
    /// <returns>False where the market cannot be trusted now: nothing is learnt from it.</returns>
    internal bool TryTake(MarketState market, TimestampNs now)
    {
        var isTaken = false;
        if (_bank is not null && market.IsLive && SampleClock.TryPrice(market, out var price) && price > 0)
        {
            Sample.Take(market, price);
            _bank.Update(Sample);
            _evaluator.Evaluate(_bank.Values, now.Value);
            isTaken = true;
        }

        Sample.Clear();
        return isTaken;
    }

    internal void VisitState(StateSink sink)
    {
        var sampleNs = _bank?.SampleNs ?? 0;
        sink.Visit(ref sampleNs);
        if (sink.IsRestoring)
        {
            _bank = sampleNs > 0 ? new ConditionBank(_document, sampleNs) : null;
        }

        _clock.VisitState(sink);
        Sample.VisitState(sink);
        _evaluator.VisitState(sink);
        _bank?.VisitState(sink);
    }
}
