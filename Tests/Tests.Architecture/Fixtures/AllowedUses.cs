using System.Diagnostics;

namespace Tests.Architecture.Fixtures;

/// <summary>
/// What deterministic code does all day, and what the compiler adds to it: the scanner must say nothing.
/// </summary>
internal sealed class AllowedUses
{
    private const int Constant = 3;
    private static readonly int[] Table = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89];
    private readonly Dictionary<Ticks, Named> _named = [];

    public static double Root(double value) => Math.Sqrt(Math.Abs(Math.Max(value, Constant)));

    public static long Divide(long value) => Math.DivRem(value, Table[0], out _);

    public static Func<int, int> CachedLambda() => value => value + 1;

    public static Func<int, int> CachedMethodGroup() => Math.Abs;

    public static IEnumerable<int> Iterator()
    {
        yield return Table[1];
    }

    public static int EnumeratesList(List<int> values)
    {
        Debug.Assert(values.Count > 0, "There is something to add up.");
        var sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    public static int EnumeratesSorted(SortedDictionary<int, int> values)
    {
        foreach (var (key, _) in values)
        {
            return key;
        }

        return 0;
    }

    public bool LooksUp(Ticks ticks) => _named.TryGetValue(ticks, out var named) && named.Text.Length > 0;

    public static void Refuses(string text) => throw new InvalidDataException($"'{text}' is not a price");

    public readonly record struct Ticks(long Value)
    {
        public static Ticks operator +(Ticks left, Ticks right) => new(left.Value + right.Value);
    }

    public sealed record Named(string Text, Ticks Price);
}
