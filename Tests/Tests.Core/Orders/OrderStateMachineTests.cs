using Engine.Core.Orders;
using Engine.Model.Commands;

namespace Tests.Core.Orders;

/// <summary>Every cell of the table, written out: a change of any is a change of what the engine believes.</summary>
internal sealed class OrderStateMachineTests
{
    // Columns: Accepted Rejected PartFilled FullyFilled Canceled Expired CancelRejected RequestOnUnknown Amended
    // AmendRejected FoundOpen NotFound NotSent TimedOut SessionLost Triggered AmendedUnasked NotFoundYet FillMissing
    // LineLost NeverSent.
    // A cell is the new state and the effect: N new, P part filled, F filled, A pending amend, C pending cancel, X
    // canceled, R rejected, E expired, U unknown, W pending new; . apply, - ignore, ! late fill, # contradiction,
    // ? query.
    private static readonly string[] Table =
    [
        "W  N. R. N. F. X. E. W- W- W. W- N. U? R. U? U? N. U# U? U? U. R.",
        "N  N- U# N. F. X. E. N- N- N. N- N- U# N- U? N- N. U# U# U? U. N-",
        "P  P- U# P. F. X. E. P- P- P. P- P- U# P- U? P- P. U# U# U? U. P-",
        "F  F- F- F! F! F- F- F- F- F- F- U# F- F- F- F- F- F- F- U? F- F-",
        "A  A- U# A. F. X. E. A- U? N. N. A- U# N. U? U? A. U# U# U? U. A-",
        "C  C- R. C. F. X. E. N. U? C. C- C- U# N. U? U? C. U# U# U? U. R.",
        "X  X- X- X! F! X- X- X- X- X- X- U# X- X- X- X- X- X- X- U? X- X-",
        "R  U# R- R! F! R- R- R- R- R- R- U# R- R- R- R- R- R- R- U? R- R-",
        "E  E- E- E! F! E- E- E- E- E- E- U# E- E- E- E- E- E- E- U? E- E-",
        "U  N. R. U. F. X. E. U- U- U. U- N. R. U- U? U- U. U? U- U- U- U-",
    ];

    private static IEnumerable<TestCaseData> Cells()
    {
        foreach (var row in Table)
        {
            var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var state = StateOf(cells[0][0]);
            for (var report = 0; report + 1 < cells.Length; report++)
            {
                yield return new TestCaseData(
                    state, (OrderReport)report, StateOf(cells[report + 1][0]), EffectOf(cells[report + 1][1]));
            }
        }
    }

    [TestCaseSource(nameof(Cells))]
    public void Next_follows_the_table(OrderState state, OrderReport report, OrderState expected, OrderEffect effect)
    {
        var next = OrderStateMachine.Next(state, report);

        Assert.That(next, Is.EqualTo((expected, effect)));
    }

    [Test]
    public void The_written_table_has_every_cell()
    {
        var reports = Enum.GetValues<OrderReport>().Length;
        var states = Enum.GetValues<OrderState>().Length - 1;

        Assert.That(Cells().Count(), Is.EqualTo(reports * states));
    }

    [Test]
    public void Next_of_no_order_is_refused() =>
        Assert.That(
            () => OrderStateMachine.Next(OrderState.None, OrderReport.Accepted),
            Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static OrderState StateOf(char letter) => letter switch
    {
        'W' => OrderState.PendingNew,
        'N' => OrderState.New,
        'P' => OrderState.PartiallyFilled,
        'F' => OrderState.Filled,
        'A' => OrderState.PendingAmend,
        'C' => OrderState.PendingCancel,
        'X' => OrderState.Canceled,
        'R' => OrderState.Rejected,
        'E' => OrderState.Expired,
        'U' => OrderState.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "There is no such state."),
    };

    private static OrderEffect EffectOf(char sign) => sign switch
    {
        '.' => OrderEffect.Apply,
        '-' => OrderEffect.Ignore,
        '!' => OrderEffect.LateFill,
        '#' => OrderEffect.Contradiction,
        '?' => OrderEffect.Query,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, "There is no such effect."),
    };
}
