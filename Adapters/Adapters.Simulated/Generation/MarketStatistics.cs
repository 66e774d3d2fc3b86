using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>What a venue publishes of a perpetual by the clock: mark price, open interest, funding.</summary>
internal sealed class MarketStatistics
{
    private const long UsualMarkIntervalNs = TimestampNs.PerSecond;
    private const int MarksPerInterest = 10;

    // Of a slower market than this the marks of each second would be most of what there is.
    private const int EventsPerMark = 10;
    private const long FeedDelayNs = 5 * TimestampNs.PerMillisecond;
    private const long EightHoursNs = 480 * TimestampNs.PerMinute;
    private const double InterestNotional = 50_000_000;
    private const double BaseRatePerEightHours = 0.0001;
    private const double RateMaxPerEightHours = 0.0075;
    private const double MarkSmoothing = 0.3;
    private const double PremiumSmoothing = 0.005;

    private readonly Instrument _instrument;
    private readonly MarketPaths _paths;
    private readonly RunWriter _writer;
    private readonly GeneratedBook _book;
    private readonly long _fundingIntervalNs;
    private readonly long _markIntervalNs;
    private long _nextMarkNs;
    private long _nextInterestNs;
    private long _nextFundingNs;
    private double _markTicks;
    private double _premium;
    private double _interestLots;

    internal MarketStatistics(
        Instrument instrument,
        MarketPaths paths,
        RunWriter writer,
        GeneratedBook book,
        GeneratorSettings settings,
        long fundingIntervalNs)
    {
        _instrument = instrument;
        _paths = paths;
        _writer = writer;
        _book = book;
        _fundingIntervalNs = fundingIntervalNs;
        _markIntervalNs = settings.EventsPerSecond >= EventsPerMark
            ? UsualMarkIntervalNs
            : UsualMarkIntervalNs * EventsPerMark / settings.EventsPerSecond;
        var startNs = settings.StartTime.Value;
        // Instruments do not publish in step: each has its own part of the interval.
        _nextMarkNs = startNs + (instrument.Id.Value * (_markIntervalNs / 16) % _markIntervalNs);
        _nextInterestNs = startNs + (MarksPerInterest * _markIntervalNs);
        _nextFundingNs = ((startNs / fundingIntervalNs) + 1) * fundingIntervalNs;
        _markTicks = paths.FairTicks(instrument.Id.Value);
        var price = instrument.ToDouble(new PriceTicks((long)_markTicks));
        _interestLots = InterestNotional / (price * instrument.ToDouble(new QtyLots(1)));
        DueNs = instrument.ContractType == ContractType.LinearPerpetual ? _nextMarkNs : long.MaxValue;
    }

    /// <summary>When there is something to publish, ns; never where the instrument is spot.</summary>
    internal long DueNs { get; private set; }

    /// <summary>Publishes what is due.</summary>
    internal void Publish(long nowNs)
    {
        if (nowNs >= _nextFundingNs)
        {
            PublishFunding(nowNs);
            _nextFundingNs += _fundingIntervalNs;
        }

        if (nowNs >= _nextMarkNs)
        {
            PublishMark(nowNs);
            _nextMarkNs += _markIntervalNs;
        }

        if (nowNs >= _nextInterestNs)
        {
            PublishInterest(nowNs);
            _nextInterestNs += MarksPerInterest * _markIntervalNs;
        }

        DueNs = Math.Min(_nextFundingNs, Math.Min(_nextMarkNs, _nextInterestNs));
    }

    /// <summary>Publishes the open interest, whether it is due or not.</summary>
    internal void PublishInterest(long nowNs)
    {
        var script = _paths.Script(_instrument.Id.Value);
        // Positions are opened in moves and closed by force.
        _interestLots *= script.Current.Regime switch
        {
            Regime.Cascade => 0.97,
            Regime.PumpRise or Regime.Trend => 1.0005,
            _ => 0.9999,
        };
        var quantity = new QtyLots(1 + (long)_interestLots);
        ref var slot = ref _writer.Next(EventKind.OpenInterest, _instrument.Id, EventFlags.None);
        slot.OpenInterest.Quantity = quantity;
        _ = _instrument.TryNotional(new PriceTicks((long)_markTicks), quantity, out slot.OpenInterest.Value);
        _writer.Flush(nowNs, FeedDelayNs);
    }

    private void PublishMark(long nowNs)
    {
        var index = _paths.FairTicks(_instrument.Id.Value);
        _markTicks += MarkSmoothing * (_book.Mid - _markTicks);
        _premium += PremiumSmoothing * (((_markTicks - index) / index) - _premium);
        ref var slot = ref _writer.Next(EventKind.Mark, _instrument.Id, EventFlags.None);
        slot.Mark.MarkPrice = FinePriceOf(_markTicks);
        slot.Mark.IndexPrice = FinePriceOf(index);
        slot.Mark.SettlePrice = FinePriceOf(index);
        slot.Mark.FundingRate = FundingRate();
        slot.Mark.NextFundingTime = new TimestampNs(_nextFundingNs);
        _writer.Flush(nowNs, FeedDelayNs);
    }

    private void PublishFunding(long nowNs)
    {
        ref var slot = ref _writer.Next(EventKind.Funding, _instrument.Id, EventFlags.None);
        slot.Funding.Rate = FundingRate();
        slot.Funding.FundingTime = new TimestampNs(_nextFundingNs);
        slot.Funding.MarkPrice = FinePriceOf(_markTicks);
        slot.Funding.IntervalNs = _fundingIntervalNs;
        _writer.Flush(nowNs, FeedDelayNs);
    }

    /// <summary>
    /// The rate of one interval: the usual rate and the smoothed premium of mark over index, bounded.
    /// </summary>
    private Rate FundingRate()
    {
        var perEightHours = BaseRatePerEightHours + _premium;
        var bounded = Math.Max(-RateMaxPerEightHours, Math.Min(RateMaxPerEightHours, perEightHours));
        return new Rate((long)(bounded * _fundingIntervalNs / EightHoursNs * Rate.Scale));
    }

    private FinePrice FinePriceOf(double ticks) =>
        new((long)(ticks * _instrument.TickSize.ToDouble() * FinePrice.Scale));
}
