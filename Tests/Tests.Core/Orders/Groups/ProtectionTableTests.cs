using Engine.Core.Orders;
using E = Engine.Core.Orders.ProtectionEffect;
using R = Engine.Core.Orders.ProtectionReport;
using S = Engine.Core.Orders.ProtectionState;

namespace Tests.Core.Orders.Groups;

/// <summary>The whole table of (protection × finding), cell by cell.</summary>
internal sealed class ProtectionTableTests
{
    // One row for each state; the columns are the findings in their order:
    // Waits, Arms, Stands, Nets, LegLost, Closes, Withdrawn, Emptied, Ended.
    private static readonly Dictionary<S, (S State, E Effect)[]> Expected = new()
    {
        [S.Waiting] =
        [
            (S.Waiting, E.None), (S.Arming, E.None), (S.Protected, E.None), (S.Netted, E.None), (S.Lost, E.Alarm),
            (S.Closing, E.None), (S.Withdrawn, E.Alarm), (S.Ending, E.None), (S.Done, E.Finish),
        ],
        [S.Arming] =
        [
            (S.Waiting, E.None), (S.Arming, E.None), (S.Protected, E.None), (S.Netted, E.None), (S.Lost, E.Alarm),
            (S.Closing, E.None), (S.Withdrawn, E.Alarm), (S.Ending, E.None), (S.Done, E.Finish),
        ],
        [S.Protected] =
        [
            (S.Waiting, E.None), (S.Arming, E.None), (S.Protected, E.None), (S.Netted, E.None), (S.Lost, E.Alarm),
            (S.Closing, E.None), (S.Withdrawn, E.Alarm), (S.Ending, E.None), (S.Done, E.Finish),
        ],
        [S.Netted] =
        [
            (S.Waiting, E.None), (S.Arming, E.None), (S.Protected, E.None), (S.Netted, E.None), (S.Lost, E.Alarm),
            (S.Closing, E.None), (S.Withdrawn, E.Alarm), (S.Ending, E.None), (S.Done, E.Finish),
        ],
        // What was lost is lost until it stands: a request for it is no protection, and one alarm is enough.
        [S.Lost] =
        [
            (S.Waiting, E.None), (S.Lost, E.None), (S.Protected, E.None), (S.Netted, E.None), (S.Lost, E.None),
            (S.Closing, E.None), (S.Withdrawn, E.None), (S.Ending, E.None), (S.Done, E.Finish),
        ],
        [S.Closing] =
        [
            (S.Waiting, E.None), (S.Arming, E.None), (S.Protected, E.None), (S.Netted, E.None), (S.Lost, E.Alarm),
            (S.Closing, E.None), (S.Withdrawn, E.Alarm), (S.Ending, E.None), (S.Done, E.Finish),
        ],
        [S.Withdrawn] =
        [
            (S.Waiting, E.None), (S.Withdrawn, E.None), (S.Protected, E.None), (S.Netted, E.None), (S.Lost, E.None),
            (S.Closing, E.None), (S.Withdrawn, E.None), (S.Ending, E.None), (S.Done, E.Finish),
        ],
        [S.Ending] =
        [
            (S.Waiting, E.None), (S.Arming, E.None), (S.Protected, E.None), (S.Netted, E.None), (S.Lost, E.Alarm),
            (S.Closing, E.None), (S.Withdrawn, E.Alarm), (S.Ending, E.None), (S.Done, E.Finish),
        ],
        // A late report has brought it back: it returns to its table, in whatever state it is found.
        [S.Done] =
        [
            (S.Waiting, E.Reopen), (S.Arming, E.Reopen), (S.Protected, E.Reopen), (S.Netted, E.Reopen),
            (S.Lost, E.ReopenWithAlarm), (S.Closing, E.Reopen), (S.Withdrawn, E.ReopenWithAlarm),
            (S.Ending, E.Reopen), (S.Done, E.None),
        ],
    };

    [Test]
    public void Next_is_the_table_cell_by_cell()
    {
        Assert.Multiple(() =>
        {
            foreach (var state in Enum.GetValues<S>().Where(state => state != S.None))
            {
                foreach (var report in Enum.GetValues<R>())
                {
                    Assert.That(
                        ProtectionTable.Next(state, report), Is.EqualTo(Expected[state][(int)report]),
                        $"{state} × {report}");
                }
            }
        });
    }

    [Test]
    public void Next_of_no_bracket_is_a_mistake()
    {
        Assert.That(() => ProtectionTable.Next(S.None, R.Waits), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ProtectionTable.Next(S.Done + 1, R.Waits), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
