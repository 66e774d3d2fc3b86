using System.Diagnostics;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>
/// The regimes of one market, one after the other: a deck that holds each of them, shuffled anew each time.
/// </summary>
/// <remarks>
/// The first deck fits into four fifths of the expected span, so that every regime appears however short the span is.
/// Lengths beyond the natural two hours stretch what lasts (trends, quiet, range) and leave what is sudden as it is.
/// </remarks>
internal sealed class RegimeScript
{
    private const double MinuteNs = TimestampNs.PerMinute;
    private const double NaturalDeckMinutes = 115;
    private const double DeckMinutesMax = 360;
    private const int CardCount = 9;
    private const int SegmentCountMax = 16;

    private readonly RegimeSegment[] _segments = new RegimeSegment[SegmentCountMax];
    private readonly int[] _cards = new int[CardCount];
    private readonly double _stretch;
    private SeededRandom _random;
    private int _segmentCount;
    private int _next;
    private long _endNs;

    /// <summary>Starts a script.</summary>
    /// <param name="seed">The seed of this market's regimes.</param>
    /// <param name="startNs">When it starts, ns.</param>
    /// <param name="spanNs">How long the whole market is expected to last, ns.</param>
    internal RegimeScript(long seed, long startNs, long spanNs)
    {
        _random = new SeededRandom(seed);
        _stretch = Math.Min(0.8 * spanNs / MinuteNs, DeckMinutesMax) / NaturalDeckMinutes;
        _endNs = startNs;
        for (var card = 0; card < CardCount; card++)
        {
            _cards[card] = card;
        }

        Advance(startNs);
    }

    /// <summary>The regime now.</summary>
    internal RegimeSegment Current { get; private set; }

    /// <summary>The traits of the regime now.</summary>
    internal RegimeTraits Traits { get; private set; }

    /// <summary>Which way the regime goes: −1, 0, 1.</summary>
    internal int Direction => Current.Move > 0 ? 1 : Current.Move < 0 ? -1 : 0;

    /// <summary>Moves on to the regime of a time.</summary>
    /// <returns>What the logarithm of the price jumps by because a regime has begun; 0 as a rule.</returns>
    internal double Advance(long nowNs)
    {
        var jump = 0.0;
        while (nowNs >= _endNs)
        {
            if (_next == _segmentCount)
            {
                Deal();
            }

            Current = _segments[_next++];
            Traits = RegimeTraits.Of(Current.Regime);
            _endNs += Current.DurationNs;
            jump += Current.Regime == Regime.Jump ? Current.Move : 0;
        }

        return jump;
    }

    /// <summary>What the regime adds to the logarithm of the price in so much time.</summary>
    internal double DriftOver(long elapsedNs) =>
        Current.Regime == Regime.Jump ? 0 : Current.Move * elapsedNs / Current.DurationNs;

    private void Deal()
    {
        for (var last = CardCount - 1; last > 0; last--)
        {
            var other = (int)_random.NextBelow(last + 1);
            (_cards[last], _cards[other]) = (_cards[other], _cards[last]);
        }

        _segmentCount = 0;
        _next = 0;
        foreach (var card in _cards)
        {
            Play(card);
        }
    }

    private void Play(int card)
    {
        switch (card)
        {
            case 0:
                AddLasting(Regime.Trend, 25, Uniform(0.030, 0.045) * Math.Max(1, _stretch));
                break;
            case 1:
                AddLasting(Regime.Trend, 25, -Uniform(0.030, 0.045) * Math.Max(1, _stretch));
                break;
            case 2:
                AddLasting(Regime.Quiet, 15, 0);
                break;
            case 3:
                var rise = Uniform(0.12, 0.16);
                AddSudden(Regime.PumpRise, 2, rise);
                AddSudden(Regime.PumpTop, 1.5, 0);
                AddSudden(Regime.PumpFall, 6, -rise * Uniform(0.75, 0.95));
                break;
            case 4:
                AddCascade(-Uniform(0.03, 0.05));
                break;
            case 5:
                AddCascade(Uniform(0.03, 0.05));
                break;
            case 6:
                AddSudden(Regime.Jump, 5, (_random.NextBelow(2) == 0 ? 1 : -1) * Uniform(0.01, 0.025));
                break;
            default:
                AddLasting(Regime.Range, 13, 0);
                break;
        }
    }

    private void AddCascade(double move)
    {
        AddSudden(Regime.Cascade, 0.75, move);
        AddSudden(Regime.Rebound, 4, -move * Uniform(0.3, 0.6));
    }

    private void AddLasting(Regime regime, double minutes, double move) =>
        Add(regime, minutes * _stretch * Uniform(0.8, 1.2), move);

    private void AddSudden(Regime regime, double minutes, double move) =>
        Add(regime, minutes * Math.Min(1, _stretch) * Uniform(0.8, 1.2), move);

    private void Add(Regime regime, double minutes, double move)
    {
        Debug.Assert(_segmentCount < SegmentCountMax, "A deck has room for all its segments.");
        _segments[_segmentCount++] = new RegimeSegment(regime, Math.Max(1, (long)(minutes * MinuteNs)), move);
    }

    private double Uniform(double low, double high) => low + ((high - low) * _random.NextDouble());
}
