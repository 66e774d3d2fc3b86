using Engine.Model.Commands;
using Engine.Model.Events;

namespace Adapters.Simulated.Venue.Trouble;

/// <summary>Knows which report answers which command; between events none is carried out, so it has no state.
/// </summary>
internal sealed class AnswerWatch
{
    private SentCommand _sent;
    private bool _isWatching;

    /// <summary>What trouble meets the command that is being carried out.</summary>
    internal CommandFate Fate => _sent.Fate;

    /// <summary>The command that is being carried out.</summary>
    internal ref readonly SentCommand Sent => ref _sent;

    /// <summary>The venue carries a command out.</summary>
    internal void Begin(in SentCommand sent)
    {
        _sent = sent;
        _isWatching = true;
    }

    /// <summary>It is carried out.</summary>
    internal void End() => _isWatching = false;

    /// <summary>Whether a report answers the command that is being carried out: the first that could.</summary>
    internal bool TakeAnswer(in Event report)
    {
        var isOfOrder = _isWatching && report.Fill.OrderId == _sent.Command.OrderId;
        if (!isOfOrder || !CouldAnswer(_sent.Command.Kind, report.Kind))
        {
            return false;
        }

        _isWatching = false;
        return true;
    }

    private static bool CouldAnswer(CommandKind command, EventKind report) => command switch
    {
        CommandKind.PlaceOrder => report is EventKind.OrderAccepted or EventKind.OrderRejected,
        CommandKind.CancelOrder => report is EventKind.OrderCanceled or EventKind.CancelRejected,
        // Some venues end an order whose amend fails.
        CommandKind.AmendOrder =>
            report is EventKind.OrderAmended or EventKind.AmendRejected or EventKind.OrderCanceled,
        CommandKind.QueryOrder => report == EventKind.OrderStatus,
        _ => false,
    };
}
