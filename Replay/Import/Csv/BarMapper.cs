using System.Runtime.InteropServices;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Import.Csv;

/// <summary>Rows of bars. A bar is known when it has closed: its time is its close.</summary>
internal sealed class BarMapper : CsvMapper
{
    private readonly BarInterval _fixed;
    private TimestampNs _lastClose = TimestampNs.MinValue;
    private Event _last;

    internal BarMapper(Instrument instrument, BarInterval interval, ImportFile facts)
        : base(instrument, facts) => _fixed = interval;

    internal override bool TryMap(CsvRow row, ref Event slot)
    {
        var (close, interval) = CloseOf(row);
        Start(ref slot, EventKind.Bar, close, (EventFlags)((ushort)interval << 8));

        var open = Price(row, CsvField.Open);
        var high = Price(row, CsvField.High);
        var low = Price(row, CsvField.Low);
        var last = Price(row, CsvField.Close);
        if (high < open || high < last || low > open || low > last)
        {
            throw row.Refuse(
                "the high is not the highest or the low not the lowest of its prices",
                "is the order of the columns right?");
        }

        if (high.Value - open.Value > int.MaxValue || open.Value - low.Value > int.MaxValue)
        {
            throw row.Refuse($"the bar spans more than {int.MaxValue} ticks", "give a coarser --tick");
        }

        slot.Bar.Open = open;
        slot.Bar.HighOffset = (int)(high.Value - open.Value);
        slot.Bar.LowOffset = (int)(low.Value - open.Value);
        slot.Bar.CloseOffset = (int)(last.Value - open.Value);
        slot.Bar.Volume = Quantity(row, CsvField.Volume);
        if (row.Has(CsvField.TradeCount))
        {
            var count = row.Rounded(CsvField.TradeCount, 0);
            slot.Bar.TradeCount = count is >= 0 and <= uint.MaxValue
                ? (uint)count
                : throw row.Refuse($"{count} is no number of trades");
        }

        if (row.Has(CsvField.TakerBuyVolume))
        {
            slot.Bar.TakerBuyVolume = Quantity(row, CsvField.TakerBuyVolume);
            if (slot.Bar.TakerBuyVolume > slot.Bar.Volume)
            {
                throw row.Refuse("aggressors bought more than was traded");
            }
        }

        if (close == _lastClose)
        {
            return RefuseTwin(row, in slot);
        }

        CountMissing(close, interval);
        _last = slot;
        return true;
    }

    /// <summary>The same bar again says nothing new; another one of the same time contradicts it.</summary>
    private bool RefuseTwin(CsvRow row, in Event slot)
    {
        var again = MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in slot));
        if (!again.SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<Event>(in _last))))
        {
            throw row.Refuse(
                "another bar of the same time, with other figures, stands before it", "remove one of the two");
        }

        Facts.Duplicates++;
        return false;
    }

    private (TimestampNs Close, BarInterval Interval) CloseOf(CsvRow row)
    {
        var hasOpen = row.Has(CsvField.Time);
        if (_fixed != BarInterval.None)
        {
            var length = _fixed.LengthNs();
            return hasOpen
                ? (row.Time(CsvField.Time) + length, _fixed)
                : (RoundUp(row.Time(CsvField.CloseTime), length), _fixed);
        }

        // The venue's close time is the last unit of time inside the bar: 11:59:59.999.
        if (hasOpen && row.Has(CsvField.CloseTime))
        {
            var open = row.Time(CsvField.Time);
            var length = RoundUp(new TimestampNs(row.Time(CsvField.CloseTime) - open), TimestampNs.PerSecond).Value;
            for (var interval = BarInterval.OneSecond; interval <= BarInterval.OneDay; interval++)
            {
                if (interval.LengthNs() == length)
                {
                    return (open + length, interval);
                }
            }

            throw row.Refuse(
                $"a bar of {length / TimestampNs.PerSecond} s is no interval that the engine knows", "give --interval");
        }

        throw ImportException.Usage("--interval", "the rows do not say how long a bar is", "give --interval 1m");
    }

    private static TimestampNs RoundUp(TimestampNs time, long unit) =>
        new((time.Value + unit - 1) / unit * unit);

    private void CountMissing(TimestampNs close, BarInterval interval)
    {
        if (_lastClose != TimestampNs.MinValue && close - _lastClose > interval.LengthNs())
        {
            Facts.MissingBars += ((close - _lastClose) / interval.LengthNs()) - 1;
        }

        _lastClose = close;
    }
}
