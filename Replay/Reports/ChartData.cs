using System.Buffers;
using System.Text;
using System.Text.Json;
using Engine.Model.Units;
using Replay.Statistics;

namespace Replay.Reports;

/// <summary>The numbers that the page's script draws, as JSON that may stand inside a script element.</summary>
/// <remarks>
/// Times are whole milliseconds, each as the difference from the one before; prices are ticks, differences too: about
/// a third of the bytes. The serializer's default encoder escapes every character that could end the element.
/// </remarks>
internal sealed class ChartData
{
    private readonly ReportModel _model;
    private readonly Utf8JsonWriter _json;

    private ChartData(ReportModel model, Utf8JsonWriter json)
    {
        _model = model;
        _json = json;
    }

    /// <summary>The document.</summary>
    public static string Of(ReportModel model)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            new ChartData(model, json).WriteDocument();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteDocument()
    {
        _json.WriteStartObject();
        _json.WriteNumber("from", Milliseconds(FirstMeasured()));
        _json.WriteNumber("to", Milliseconds(_model.Identity.LastTime));
        _json.WriteNumber("capital", _model.Account.Summary.Capital);
        WriteLine("equity", ChartPoints.Of(_model.Account.Curve.Equity), MoneyUnits);
        WriteLine("underwater", ChartPoints.Of(_model.Account.Curve.Drawdown), DrawdownUnits);
        WriteStrategies();
        WriteRuns();
        WriteInstruments();
        _json.WriteEndObject();
    }

    /// <summary>The charts begin where the figures do: what was told before had no price.</summary>
    private TimestampNs FirstMeasured() =>
        _model.Account.Curve.Equity.ToBuckets() is [var first, ..] ? first.FirstTime : _model.Identity.FirstTime;

    private void WriteStrategies()
    {
        _json.WriteStartArray("strategies");
        foreach (var strategy in _model.Strategies)
        {
            _json.WriteStringValue(strategy.Name);
        }

        _json.WriteEndArray();
    }

    private void WriteRuns()
    {
        _json.WriteStartArray("runs");
        foreach (var run in RunsDrawn(_model))
        {
            _json.WriteStartObject();
            _json.WriteString("name", $"{run.Summary.Strategy} · {run.Summary.Instrument}");
            _json.WriteNumber("capital", run.Summary.Capital);
            WriteLine("line", ChartPoints.Thinned(run.Curve.Equity, 256), MoneyUnits);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    /// <summary>The runs that moved most, in the order of the table.</summary>
    public static IReadOnlyList<RunSection> RunsDrawn(ReportModel model)
    {
        var most = model.Runs.OrderByDescending(run => Math.Abs(run.Summary.NetPnl))
            .Take(ReportLimits.RunLines)
            .ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return [.. model.Runs.Where(most.Contains)];
    }

    /// <summary>The instruments that have a chart: those with most fills, in the order of the model.</summary>
    public static IReadOnlyList<InstrumentSection> InstrumentsDrawn(ReportModel model)
    {
        var most = model.Instruments.OrderByDescending(section => section.Fills.Marks.SeenCount)
            .Take(ReportLimits.InstrumentCharts)
            .ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return [.. model.Instruments.Where(most.Contains)];
    }

    /// <summary>One of so many kept fills of an instrument is drawn.</summary>
    public static int FillStep(ReportModel model, InstrumentSection section)
    {
        var room = ReportLimits.FillMarks / Math.Max(1, InstrumentsDrawn(model).Count);
        return Math.Max(1, (section.Fills.Marks.KeptCount + room - 1) / room);
    }

    private void WriteInstruments()
    {
        _json.WriteStartArray("instruments");
        foreach (var section in InstrumentsDrawn(_model))
        {
            var instrument = section.Instrument;
            _json.WriteStartObject();
            _json.WriteString("name", instrument.Name);
            _json.WriteNumber("tick", instrument.TickSize.ToDouble());
            _json.WriteNumber("places", instrument.TickSize.Scale);
            _json.WriteNumber("lot", instrument.LotSize.ToDouble() * instrument.Multiplier.ToDouble());
            _json.WriteNumber("lotPlaces", instrument.LotSize.Scale + instrument.Multiplier.Scale);
            _json.WriteBoolean("complete", section.Fills.Marks.IsComplete && FillStep(_model, section) == 1);
            WriteCandles(section.Prices);
            WriteFills(section);
            WriteSignals(section);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    // Five numbers a candle: time, open from the close before, high, low and close from the open.
    private void WriteCandles(PriceSeries prices)
    {
        var (time, close) = (0L, 0L);
        var countMax = ReportLimits.Candles / Math.Max(1, InstrumentsDrawn(_model).Count);
        var (buckets, merged) = ChartPoints.Merged(prices.Ticks.ToBuckets(), countMax);
        _json.WriteNumber("width", merged * (prices.Ticks.WidthNs / (double)TimestampNs.PerMillisecond));
        _json.WriteStartArray("candles");
        foreach (var bucket in buckets)
        {
            var start = Milliseconds(bucket.FirstTime);
            _json.WriteNumberValue(start - time);
            _json.WriteNumberValue(bucket.First - close);
            _json.WriteNumberValue(bucket.High - bucket.First);
            _json.WriteNumberValue(bucket.Low - bucket.First);
            _json.WriteNumberValue(bucket.Last - bucket.First);
            (time, close) = (start, bucket.Last);
        }

        _json.WriteEndArray();
    }

    // Five numbers a fill: time, strategy's place in the list, signed lots, price from the price before, position.
    private void WriteFills(InstrumentSection section)
    {
        var (time, price) = (0L, 0L);
        _json.WriteStartArray("fills");
        var marks = section.Fills.Marks.Kept;
        var step = FillStep(_model, section);
        for (var index = 0; index < marks.Length; index += step)
        {
            ref readonly var mark = ref marks[index];
            var moment = Milliseconds(mark.Time);
            _json.WriteNumberValue(moment - time);
            _json.WriteNumberValue(StrategyIndex(mark.Strategy));
            _json.WriteNumberValue(mark.Side == Side.Bid ? mark.Quantity.Value : -mark.Quantity.Value);
            _json.WriteNumberValue(mark.Price.Value - price);
            _json.WriteNumberValue(mark.PositionAfter.Value);
            (time, price) = (moment, mark.Price.Value);
        }

        _json.WriteEndArray();
    }

    // Five numbers a signal: time, strategy's place, 1 to buy or −1 to sell, price from the one before, confidence %.
    private void WriteSignals(InstrumentSection section)
    {
        var (time, price) = (0L, 0L);
        _json.WriteStartArray("signals");
        foreach (ref readonly var mark in section.Fills.Signals.Kept)
        {
            var moment = Milliseconds(mark.Time);
            _json.WriteNumberValue(moment - time);
            _json.WriteNumberValue(StrategyIndex(mark.Strategy));
            _json.WriteNumberValue(mark.Side == Side.Bid ? 1 : -1);
            _json.WriteNumberValue(mark.Price.Value - price);
            _json.WriteNumberValue((int)(Math.Clamp(mark.Confidence, 0, 1) * 100));
            (time, price) = (moment, mark.Price.Value);
        }

        _json.WriteEndArray();
    }

    private int StrategyIndex(StrategyId strategy)
    {
        for (var index = 0; index < _model.Strategies.Count; index++)
        {
            if (_model.Strategies[index].Id == strategy)
            {
                return index;
            }
        }

        return -1;
    }

    private void WriteLine(string name, IReadOnlyList<ChartPoint> points, Func<long, decimal> units)
    {
        var time = 0L;
        _json.WriteStartArray(name);
        foreach (var point in points)
        {
            var moment = Milliseconds(point.Time);
            _json.WriteNumberValue(moment - time);
            _json.WriteNumberValue(units(point.Value));
            time = moment;
        }

        _json.WriteEndArray();
    }

    private static decimal MoneyUnits(long value) => decimal.Round((decimal)value / Money.Scale, 4);

    // In percent, downwards.
    private static decimal DrawdownUnits(long value) =>
        -decimal.Round((decimal)value * 100 / EquityCurve.DrawdownScale, 5);

    private static long Milliseconds(TimestampNs time) => time.Value / TimestampNs.PerMillisecond;
}
