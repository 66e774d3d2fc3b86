using System.Globalization;
using Engine.Host.Cli;
using Replay.Sessions;
using Replay.Sweeps;

namespace Engine.Host.Commands.Sweeps;

/// <summary>Reads how a sweep's time is split, as a command line writes it.</summary>
internal static class SplitWords
{
    /// <summary>The split.</summary>
    /// <param name="walkForward"><c>30d/7d</c>; null for one split.</param>
    /// <param name="outOfSample"><c>30%</c> or <c>0.3</c>; null for the default.</param>
    /// <param name="warmUp">A duration; null for none.</param>
    /// <exception cref="UsageException">A word does not read, or two of them contradict.</exception>
    public static SweepSplit Read(string? walkForward, string? outOfSample, string? warmUp)
    {
        if (walkForward is not null && outOfSample is not null)
        {
            throw new UsageException("--walk-forward and --out-of-sample both split the time; give one of them");
        }

        var split = new SweepSplit { WarmUpNs = warmUp is null ? 0 : Duration("--warm-up", warmUp, warmUp) };
        if (outOfSample is not null)
        {
            return split with { OutOfSampleShare = Share(outOfSample) };
        }

        if (walkForward is null)
        {
            return split;
        }

        var parts = walkForward.Split('/');
        return parts.Length != 2
            ? throw new UsageException($"--walk-forward {walkForward}: write IN/OUT, such as 30d/7d")
            : split with
            {
                InSampleNs = Positive("--walk-forward", walkForward, parts[0]),
                OutOfSampleNs = Positive("--walk-forward", walkForward, parts[1]),
            };
    }

    private static double Share(string text)
    {
        var isPercent = text.EndsWith('%');
        return double.TryParse(
            text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? isPercent ? number / 100 : number
                : throw new UsageException($"--out-of-sample {text}: write a share such as 30% or 0.3");
    }

    private static long Positive(string flag, string text, string part) => Duration(flag, text, part) is > 0 and var ns
        ? ns
        : throw new UsageException($"{flag} {text}: both lengths must be positive");

    private static long Duration(string flag, string text, string part) =>
        ParameterText.TryParseDuration(part.Trim(), out var ns) && ns >= 0
            ? ns
            : throw new UsageException($"{flag} {text}: '{part}' is not a duration; write one such as 12h or 30d");
}
