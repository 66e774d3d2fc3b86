using Engine.Model.Units;

namespace Replay.Statistics;

/// <summary>
/// A series of any length in bounded memory: buckets of equal time, whose width doubles whenever they run out. First
/// and last, lowest and highest values stay exact whatever the width. Single writer.
/// </summary>
public sealed class DecimatedSeries
{
    private readonly SeriesBucket[] _buckets;
    private readonly bool[] _isUsed;
    private TimestampNs _origin;
    private TimestampNs _currentEnd;
    private int _current = -1;

    // The bucket under way, in parts: values come by the million, and go back to their place when it is over.
    private TimestampNs _firstTime;
    private TimestampNs _lowTime;
    private TimestampNs _highTime;
    private long _first;
    private long _low;
    private long _high;
    private long _last;

    /// <summary>Makes a series; all its memory is taken now.</summary>
    /// <param name="capacity">The most buckets; even, at least 2.</param>
    /// <param name="widthNs">The first width of a bucket, in nanoseconds; positive.</param>
    public DecimatedSeries(int capacity, long widthNs = TimestampNs.PerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(capacity % 2, 0, nameof(capacity));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(widthNs);
        _buckets = new SeriesBucket[capacity];
        _isUsed = new bool[capacity];
        WidthNs = widthNs;
    }

    /// <summary>How long a bucket is now, in nanoseconds.</summary>
    public long WidthNs { get; private set; }

    /// <summary>Values taken.</summary>
    public long Count { get; private set; }

    /// <summary>When the last value came; <see cref="TimestampNs.MinValue" /> before the first.</summary>
    public TimestampNs Latest { get; private set; } = TimestampNs.MinValue;

    /// <summary>Takes a value.</summary>
    /// <param name="time">Not before the value before.</param>
    /// <param name="value">In the unit of the series.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time goes back.</exception>
    public void Add(TimestampNs time, long value)
    {
        if (time < Latest)
        {
            ThrowTimeGoesBack(time);
        }

        if (time >= _currentEnd || _current < 0)
        {
            PutBack();
            MoveTo(time);
            TakeUp(time, value);
        }
        else if (value < _low)
        {
            (_lowTime, _low) = (time, value);
        }
        else if (value > _high)
        {
            (_highTime, _high) = (time, value);
        }

        Latest = time;
        Count++;
        _last = value;
    }

    /// <summary>The buckets that hold something, in order of time.</summary>
    public IReadOnlyList<SeriesBucket> ToBuckets()
    {
        PutBack();
        var used = new List<SeriesBucket>(_current + 1);
        for (var index = 0; index <= _current; index++)
        {
            if (_isUsed[index])
            {
                used.Add(_buckets[index]);
            }
        }

        return used;
    }

    private void PutBack()
    {
        if (_current >= 0)
        {
            _buckets[_current] =
                new SeriesBucket(_firstTime, _first, _lowTime, _low, _highTime, _high, Latest, _last);
            _isUsed[_current] = true;
        }
    }

    /// <summary>Goes on with the bucket of a value: it may be one that was made of narrower ones.</summary>
    private void TakeUp(TimestampNs time, long value)
    {
        var single = new SeriesBucket(time, value);
        var bucket = _isUsed[_current] ? _buckets[_current].Then(in single) : single;
        (_firstTime, _first, _lowTime, _low) = (bucket.FirstTime, bucket.First, bucket.LowTime, bucket.Low);
        (_highTime, _high) = (bucket.HighTime, bucket.High);
    }

    private void MoveTo(TimestampNs time)
    {
        if (_current < 0)
        {
            _origin = time;
        }

        var index = (time - _origin) / WidthNs;
        while (index >= _buckets.Length)
        {
            HalveResolution();
            index = (time - _origin) / WidthNs;
        }

        _current = (int)index;

        // The width may be so great that the end lies beyond what a time can say.
        var end = (Int128)_origin.Value + ((index + 1) * (Int128)WidthNs);
        _currentEnd = end > long.MaxValue ? TimestampNs.MaxValue : new TimestampNs((long)end);
    }

    private void HalveResolution()
    {
        var half = _buckets.Length / 2;
        for (var index = 0; index < half; index++)
        {
            var (left, right) = (2 * index, (2 * index) + 1);
            _buckets[index] = (_isUsed[left], _isUsed[right]) switch
            {
                (true, true) => _buckets[left].Then(in _buckets[right]),
                (true, false) => _buckets[left],
                _ => _buckets[right],
            };
            _isUsed[index] = _isUsed[left] || _isUsed[right];
        }

        _isUsed.AsSpan(half).Clear();
        WidthNs = checked(WidthNs * 2);
    }

    private void ThrowTimeGoesBack(TimestampNs time) =>
        throw new ArgumentOutOfRangeException(
            nameof(time), time.Value, $"A series takes its values in order of time; the last was at {Latest.Value}.");
}
