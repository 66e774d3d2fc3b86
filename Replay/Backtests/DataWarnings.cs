using System.Globalization;
using Engine.Core.Sanitizing;
using Engine.Model.Instruments;

namespace Replay.Backtests;

/// <summary>What the sanitizer has counted in a run, as warnings: one for each check that data has failed.</summary>
internal static class DataWarnings
{
    /// <summary>The warnings, in the order of the checks; none where all data was sane.</summary>
    internal static IEnumerable<string> Of(Sanitizer sanitizer, IReadOnlyList<Instrument> instruments)
    {
        foreach (var check in Enum.GetValues<DataCheck>())
        {
            var failed = instruments.Sum(instrument => sanitizer.FailedCount(instrument.Id, check));
            var held = instruments.Sum(instrument => sanitizer.HeldBackCount(instrument.Id, check));
            if (failed == 0)
            {
                continue;
            }

            var stop = sanitizer.Limits.StopOf(check);
            var what = check == DataCheck.Silent
                ? $"{Count(failed)} silences of the data"
                : held > 0 ? $"{Count(held)} updates held back" : $"{Count(failed)} updates not sane";
            yield return $"{what}: {Name(check)}; {Consequence(stop)}";
        }
    }

    private static string Name(DataCheck check) => check switch
    {
        DataCheck.Gap => "messages missing",
        DataCheck.Crossed => "crossed book",
        DataCheck.Spread => "spread too wide",
        DataCheck.NotPositive => "a price or quantity that is not positive",
        DataCheck.Late => "late",
        DataCheck.Silent => "nothing came for too long",
        _ => check.ToString(),
    };

    private static string Consequence(DataStop stop) => (stop & DataStop.Risk) != 0
        ? "no new risk was taken meanwhile"
        : stop == DataStop.Count ? "counted only" : "strategies did not see them";

    private static string Count(long count) =>
        count.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
