using System.Globalization;
using Engine.Host.Cli;

namespace Engine.Host.Commands.Simulations;

/// <summary>The seeds that are asked for, both ends included.</summary>
internal readonly record struct SeedRange(long First, long Last)
{
    /// <summary>Reads <c>--seeds A..B</c> or <c>--seed S</c>.</summary>
    /// <exception cref="UsageException">Neither or both are given, or the range is none.</exception>
    public static SeedRange Read(string? seeds, long? seed)
    {
        if (seeds is null == seed is null)
        {
            throw new UsageException("name the seeds: --seeds A..B, or --seed S for one");
        }

        if (seeds is null)
        {
            return new SeedRange(seed!.Value, seed.Value);
        }

        var ends = seeds.Split("..");
        return ends.Length == 2 && TryParse(ends[0], out var first) && TryParse(ends[1], out var last) && first <= last
            ? new SeedRange(first, last)
            : throw new UsageException($"--seeds {seeds}: write two whole numbers that rise, as 1..10000");
    }

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && Math.Abs((decimal)number) <= long.MaxValue / 2;
}
