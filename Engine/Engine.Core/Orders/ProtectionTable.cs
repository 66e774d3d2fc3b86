namespace Engine.Core.Orders;

/// <summary>The one table of (protection × finding) → (protection, effect).</summary>
/// <remarks>
/// A finding says what is true now, whatever order reports came in; so most cells take its word. What is remembered is
/// the rest: protection that was lost or withdrawn is so until it stands again, and an alarm is given once until then.
/// </remarks>
public static class ProtectionTable
{
    private const int ReportCount = (int)ProtectionReport.Ended + 1;
    private const int StateCount = (int)ProtectionState.Done + 1;

    private static readonly (ProtectionState State, ProtectionEffect Effect)[] Table = Build();

    /// <summary>What a finding makes of a bracket's protection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The state is none.</exception>
    public static (ProtectionState State, ProtectionEffect Effect) Next(ProtectionState state, ProtectionReport report)
    {
        if (state is ProtectionState.None or > ProtectionState.Done)
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such bracket.");
        }

        return Table[((int)state * ReportCount) + (int)report];
    }

    private static (ProtectionState, ProtectionEffect)[] Build()
    {
        var table = new (ProtectionState, ProtectionEffect)[StateCount * ReportCount];
        for (var state = ProtectionState.Waiting; state <= ProtectionState.Done; state++)
        {
            for (var report = ProtectionReport.Waits; report <= ProtectionReport.Ended; report++)
            {
                var next = StateOf(state, report);
                table[((int)state * ReportCount) + (int)report] = (next, EffectOf(state, next));
            }
        }

        return table;
    }

    private static ProtectionState StateOf(ProtectionState state, ProtectionReport report) => report switch
    {
        ProtectionReport.Waits => ProtectionState.Waiting,
        // A request is no protection yet: what was missing is missing until the venue has confirmed it.
        ProtectionReport.Arms => IsMissing(state) ? state : ProtectionState.Arming,
        ProtectionReport.Stands => ProtectionState.Protected,
        ProtectionReport.Nets => ProtectionState.Netted,
        ProtectionReport.LegLost => ProtectionState.Lost,
        ProtectionReport.Closes => ProtectionState.Closing,
        ProtectionReport.Withdrawn => ProtectionState.Withdrawn,
        ProtectionReport.Emptied => ProtectionState.Ending,
        ProtectionReport.Ended => ProtectionState.Done,
        _ => throw new ArgumentOutOfRangeException(nameof(report), report, "There is no such finding."),
    };

    private static ProtectionEffect EffectOf(ProtectionState state, ProtectionState next)
    {
        var isAlarm = IsMissing(next) && !IsMissing(state);
        if (state == ProtectionState.Done && next != ProtectionState.Done)
        {
            return isAlarm ? ProtectionEffect.ReopenWithAlarm : ProtectionEffect.Reopen;
        }

        return isAlarm ? ProtectionEffect.Alarm
            : next == ProtectionState.Done && state != ProtectionState.Done ? ProtectionEffect.Finish
            : ProtectionEffect.None;
    }

    private static bool IsMissing(ProtectionState state) => state is ProtectionState.Lost or ProtectionState.Withdrawn;
}
