using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>Cuts the account into days or months of UTC. Memory is bounded by the calendar. Single writer.</summary>
/// <remarks>
/// A moment on the border of two periods belongs to the one that ends: the sample of midnight closes the day, and what
/// was filled at midnight is in it. Periods in which nothing was sampled have no row.
/// </remarks>
public sealed class PeriodTable
{
    private const int DaysMax = 4_000;
    private const int MonthsMax = 1_200;

    private readonly bool _isMonth;
    private readonly int _capacity;
    private readonly List<Entry> _entries = [];
    private TimestampNs _end = TimestampNs.MinValue;
    private Money _latest;

    /// <summary>Makes a table.</summary>
    /// <param name="isMonth">Months, else days.</param>
    public PeriodTable(bool isMonth)
    {
        _isMonth = isMonth;
        _capacity = isMonth ? MonthsMax : DaysMax;
    }

    /// <summary>Periods that came after the table was full: eleven years of days, a century of months.</summary>
    public long OmittedCount { get; private set; }

    /// <summary>Takes a sample of equity; times never go back.</summary>
    public void OnEquity(TimestampNs time, Money equity)
    {
        if (_entries.Count == 0)
        {
            _latest = equity;
            Open(time);
        }
        else if (time > _end)
        {
            Open(time - 1);
        }

        _latest = equity;
        if (OmittedCount == 0)
        {
            var entry = _entries[^1];
            entry.Close = equity;
            entry.Peak = equity > entry.Peak ? equity : entry.Peak;
            var fall = (double)(entry.Peak - equity).Value / Math.Max(1, entry.Peak.Value);
            entry.Drawdown = Math.Max(entry.Drawdown, fall);
        }
    }

    /// <summary>Takes a fill.</summary>
    public void OnFill(in FillFacts fill)
    {
        if (fill.Time > _end)
        {
            // The fill comes before the first sample of its day: equity up to it is that of the day before.
            OnEquity(fill.Time, _latest);
        }

        if (OmittedCount == 0)
        {
            var entry = _entries[^1];
            entry.Fills++;
            entry.Fees += fill.Fee;
            entry.Turnover += fill.Notional.Value;
        }
    }

    /// <summary>Takes a closed trade, after the fill that closed it.</summary>
    public void OnTrade(in TradeRecord trade)
    {
        if (OmittedCount == 0)
        {
            var entry = _entries[^1];
            entry.Trades++;
            entry.Wins += trade.NetPnl > Money.Zero ? 1 : 0;
        }
    }

    /// <summary>The periods, in order.</summary>
    public IReadOnlyList<PeriodRow> ToRows() => [.. _entries.Select(ToRow)];

    private void Open(TimestampNs time)
    {
        var start = StartOf(time);
        _end = EndOf(start);
        if (_entries.Count == _capacity)
        {
            OmittedCount++;
            return;
        }

        _entries.Add(new Entry { Start = start, Open = _latest, Close = _latest, Peak = _latest });
    }

    private TimestampNs StartOf(TimestampNs time)
    {
        var day = time.Value - (time.Value % TimestampNs.PerDay);
        if (!_isMonth)
        {
            return new TimestampNs(day);
        }

        var date = DateTime.UnixEpoch.AddDays(day / TimestampNs.PerDay);
        return new TimestampNs(day - ((date.Day - 1) * TimestampNs.PerDay));
    }

    private TimestampNs EndOf(TimestampNs start)
    {
        var date = DateTime.UnixEpoch.AddDays(start.Value / TimestampNs.PerDay);
        var days = _isMonth ? DateTime.DaysInMonth(date.Year, date.Month) : 1;
        return start + (days * TimestampNs.PerDay);
    }

    private PeriodRow ToRow(Entry entry) => new()
    {
        Period = PeriodRow.NameOf(entry.Start, _isMonth),
        NetPnl = Amount(entry.Close - entry.Open),
        ReturnPct = entry.Open > Money.Zero ? (double)(entry.Close - entry.Open).Value / entry.Open.Value * 100 : null,
        MaxDrawdownPct = entry.Drawdown * 100,
        Fees = Amount(entry.Fees),
        Turnover = (decimal)entry.Turnover / Money.Scale,
        Trades = entry.Trades,
        WinRate = entry.Trades == 0 ? null : (double)entry.Wins / entry.Trades,
        Fills = entry.Fills,
    };

    private static decimal Amount(Money money) => (decimal)money.Value / Money.Scale;

    /// <summary>One period under way; there is one for each day, so it may be an object.</summary>
    private sealed class Entry
    {
        public TimestampNs Start;
        public Money Open;
        public Money Close;
        public Money Peak;
        public Money Fees;
        public Int128 Turnover;
        public double Drawdown;
        public long Trades;
        public long Wins;
        public long Fills;
    }
}
