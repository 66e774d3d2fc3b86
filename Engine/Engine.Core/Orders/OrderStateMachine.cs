using Engine.Model.Commands;

namespace Engine.Core.Orders;

/// <summary>The one table of (state × report) → (state, effect).</summary>
/// <remarks>
/// Reports may come duplicated, late, before their acknowledgement, after a cancel. <see cref="OrderState.New" /> in a
/// cell stands for "open": the manager makes it PartiallyFilled where something is filled, Filled where all is, and
/// PendingAmend where an amend has no answer yet.
/// </remarks>
public static class OrderStateMachine
{
    private const OrderState Open = OrderState.New;
    private const int ReportCount = (int)OrderReport.NeverSent + 1;
    private const int StateCount = (int)OrderState.Unknown + 1;

    private static readonly (OrderState State, OrderEffect Effect)[] Table = Build();

    /// <summary>What a report makes of an order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The state is none.</exception>
    public static (OrderState State, OrderEffect Effect) Next(OrderState state, OrderReport report)
    {
        if (state is OrderState.None or > OrderState.Unknown)
        {
            throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such order.");
        }

        return Table[((int)state * ReportCount) + (int)report];
    }

    private static (OrderState, OrderEffect)[] Build()
    {
        var table = new (OrderState, OrderEffect)[StateCount * ReportCount];
        for (var state = OrderState.PendingNew; state <= OrderState.Unknown; state++)
        {
            for (var report = OrderReport.Accepted; report <= OrderReport.NeverSent; report++)
            {
                table[((int)state * ReportCount) + (int)report] =
                    state.IsFinal() ? AfterEnd(state, report) : WhileAlive(state, report);
            }
        }

        return table;
    }

    /// <summary>An order that has ended stays so; only a fill still counts, because money has moved.</summary>
    private static (OrderState, OrderEffect) AfterEnd(OrderState state, OrderReport report) => (state, report) switch
    {
        // The quantity of a filled order is used up: more is a contradiction that the portfolio must still show.
        (_, OrderReport.PartFilled) => (state, OrderEffect.LateFill),
        (_, OrderReport.FullyFilled) => (OrderState.Filled, OrderEffect.LateFill),
        (OrderState.Rejected, OrderReport.Accepted) => (OrderState.Unknown, OrderEffect.Contradiction),
        (_, OrderReport.FoundOpen) => (OrderState.Unknown, OrderEffect.Contradiction),
        // It was taken for ended before all of its fills had come.
        (_, OrderReport.FillMissing) => (OrderState.Unknown, OrderEffect.Query),
        _ => (state, OrderEffect.Ignore),
    };

    private static (OrderState, OrderEffect) WhileAlive(OrderState state, OrderReport report) => report switch
    {
        OrderReport.FullyFilled => (OrderState.Filled, OrderEffect.Apply),
        OrderReport.Canceled => (OrderState.Canceled, OrderEffect.Apply),
        OrderReport.Expired => (OrderState.Expired, OrderEffect.Apply),
        OrderReport.TimedOut => (OrderState.Unknown, OrderEffect.Query),
        OrderReport.Accepted => OnAccepted(state),
        OrderReport.Rejected => OnRejected(state),
        OrderReport.PartFilled => (state == OrderState.PendingNew ? Open : state, OrderEffect.Apply),
        OrderReport.CancelRejected => Ends(state, OrderState.PendingCancel),
        OrderReport.AmendRejected => Ends(state, OrderState.PendingAmend),
        OrderReport.Amended => OnAmended(state),
        OrderReport.RequestOnUnknownOrder => OnUnknownToVenue(state),
        OrderReport.FoundOpen => OnFoundOpen(state),
        OrderReport.NotFound => OnNotFound(state),
        OrderReport.NotFoundYet when state == OrderState.Unknown => (state, OrderEffect.Ignore),
        OrderReport.NotFoundYet => OnNotFound(state),
        OrderReport.NotSent => OnNotSent(state),
        OrderReport.SessionLost => OnSessionLost(state),
        OrderReport.AmendedUnasked => OnAmendedUnasked(state),
        OrderReport.Triggered => (state == OrderState.PendingNew ? Open : state, OrderEffect.Apply),
        // What is asked about already is asked again by its timer.
        OrderReport.FillMissing when state == OrderState.Unknown => (state, OrderEffect.Ignore),
        OrderReport.FillMissing => (OrderState.Unknown, OrderEffect.Query),
        // Nobody can be asked before the line is back.
        OrderReport.LineLost when state == OrderState.Unknown => (state, OrderEffect.Ignore),
        OrderReport.LineLost => (OrderState.Unknown, OrderEffect.Apply),
        OrderReport.NeverSent when state is OrderState.PendingNew or OrderState.PendingCancel =>
            (OrderState.Rejected, OrderEffect.Apply),
        OrderReport.NeverSent => (state, OrderEffect.Ignore),
        _ => throw new ArgumentOutOfRangeException(nameof(report), report, "There is no such report."),
    };

    private static (OrderState, OrderEffect) OnAccepted(OrderState state) => state switch
    {
        OrderState.PendingNew or OrderState.Unknown => (Open, OrderEffect.Apply),
        // The acknowledgement came after a fill or a cancel request: only the venue's id is news.
        _ => (state, OrderEffect.Ignore),
    };

    private static (OrderState, OrderEffect) OnRejected(OrderState state) => state switch
    {
        // A cancel may be asked for before the answer to the order: the answer may still be no.
        OrderState.PendingNew or OrderState.PendingCancel or OrderState.Unknown =>
            (OrderState.Rejected, OrderEffect.Apply),
        _ => (OrderState.Unknown, OrderEffect.Contradiction),
    };

    private static (OrderState, OrderEffect) Ends(OrderState state, OrderState pending) =>
        state == pending ? (Open, OrderEffect.Apply) : (state, OrderEffect.Ignore);

    private static (OrderState, OrderEffect) OnAmended(OrderState state) => state switch
    {
        OrderState.PendingAmend => (Open, OrderEffect.Apply),
        // The amend was answered after a cancel had been asked for, or after its time-out: its values hold.
        _ => (state, OrderEffect.Apply),
    };

    private static (OrderState, OrderEffect) OnAmendedUnasked(OrderState state) => state == OrderState.Unknown
        ? (state, OrderEffect.Query)
        : (OrderState.Unknown, OrderEffect.Contradiction);

    private static (OrderState, OrderEffect) OnUnknownToVenue(OrderState state) =>
        state is OrderState.PendingCancel or OrderState.PendingAmend
            ? (OrderState.Unknown, OrderEffect.Query)
            : (state, OrderEffect.Ignore);

    private static (OrderState, OrderEffect) OnFoundOpen(OrderState state) =>
        state is OrderState.Unknown or OrderState.PendingNew ? (Open, OrderEffect.Apply) : (state, OrderEffect.Ignore);

    private static (OrderState, OrderEffect) OnNotFound(OrderState state) => state switch
    {
        // Nothing filled and nothing there: it never arrived. The manager makes it Canceled where something is filled.
        OrderState.Unknown => (OrderState.Rejected, OrderEffect.Apply),
        OrderState.PendingNew => (OrderState.Unknown, OrderEffect.Query),
        _ => (OrderState.Unknown, OrderEffect.Contradiction),
    };

    private static (OrderState, OrderEffect) OnNotSent(OrderState state) => state switch
    {
        OrderState.PendingNew => (OrderState.Rejected, OrderEffect.Apply),
        OrderState.PendingCancel or OrderState.PendingAmend => (Open, OrderEffect.Apply),
        _ => (state, OrderEffect.Ignore),
    };

    private static (OrderState, OrderEffect) OnSessionLost(OrderState state) =>
        state.IsInFlight() ? (OrderState.Unknown, OrderEffect.Query) : (state, OrderEffect.Ignore);
}
