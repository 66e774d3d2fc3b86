using Engine.Model.Numbers;
using Replay.Sessions;

namespace Replay.Sweeps;

/// <summary>The points of a sweep: every combination of its axes' values, or some of them drawn by seed.</summary>
/// <remarks>Points are numbered in the order of the axes, the last one turning fastest.</remarks>
public sealed class SweepGrid
{
    /// <summary>The most points of one sweep.</summary>
    public const int PointCountMax = 1_000_000;

    private readonly long[] _points;

    private SweepGrid(IReadOnlyList<SweepAxis> axes, long[] points, string description)
    {
        Axes = axes;
        _points = points;
        Description = description;
    }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; }

    /// <summary>How many points there are.</summary>
    public int Count => _points.Length;

    /// <summary>What it is, in one line: two grids of one description have the same points.</summary>
    public string Description { get; }

    /// <summary>Every combination.</summary>
    /// <exception cref="RunConfigurationException">A key is named twice, or there are too many points.</exception>
    public static SweepGrid All(IReadOnlyList<SweepAxis> axes)
    {
        var total = Total(axes);
        if (total > PointCountMax)
        {
            throw new RunConfigurationException(
                $"the grid has {total} points, and a sweep takes at most {PointCountMax}: widen a step, or draw some "
                + "of them with --random N --seed S");
        }

        var points = new long[total];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = i;
        }

        return new SweepGrid(axes, points, Describe(axes));
    }

    /// <summary>So many combinations, drawn without repetition; all of them where there are no more.</summary>
    /// <exception cref="RunConfigurationException">A key is named twice, or so many are too many.</exception>
    public static SweepGrid Random(IReadOnlyList<SweepAxis> axes, int count, long seed)
    {
        var total = Total(axes);
        if (count is < 1 or > PointCountMax)
        {
            throw new RunConfigurationException($"--random {count}: draw 1 to {PointCountMax} points");
        }

        if (count >= total)
        {
            return All(axes);
        }

        // Floyd's sampling: each set of so many is as likely as any other, and no list of all is made.
        var random = new SeededRandom(seed);
        var drawn = new SortedSet<long>();
        for (var last = total - count; last < total; last++)
        {
            var candidate = random.NextBelow(last + 1);
            drawn.Add(drawn.Contains(candidate) ? last : candidate);
        }

        return new SweepGrid(axes, [.. drawn], $"{Describe(axes)} random={count} seed={seed}");
    }

    /// <summary>The place of each axis's value in a point.</summary>
    public int[] PlacesOf(int point)
    {
        var rest = _points[point];
        var places = new int[Axes.Count];
        for (var axis = Axes.Count - 1; axis >= 0; axis--)
        {
            places[axis] = (int)(rest % Axes[axis].Values.Count);
            rest /= Axes[axis].Values.Count;
        }

        return places;
    }

    /// <summary>The values of a point: key and text, in the order of the axes.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ValuesOf(int point)
    {
        var places = PlacesOf(point);
        return [.. Axes.Select((axis, i) => KeyValuePair.Create(axis.Key, axis.Values[places[i]]))];
    }

    private static string Describe(IReadOnlyList<SweepAxis> axes) => string.Join(' ', axes);

    private static long Total(IReadOnlyList<SweepAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Count == 0)
        {
            throw new RunConfigurationException("a sweep needs at least one --grid k=FROM..TO:STEP");
        }

        var total = 1L;
        for (var i = 0; i < axes.Count; i++)
        {
            if (axes.Take(i).Any(other => string.Equals(other.Key, axes[i].Key, StringComparison.OrdinalIgnoreCase)))
            {
                throw new RunConfigurationException($"--grid {axes[i].Key}: named twice; name each parameter once");
            }

            if (total > long.MaxValue / SweepAxis.ValueCountMax)
            {
                throw new RunConfigurationException("the grid has more points than can be numbered: leave axes out");
            }

            total *= axes[i].Values.Count;
        }

        return total;
    }
}
