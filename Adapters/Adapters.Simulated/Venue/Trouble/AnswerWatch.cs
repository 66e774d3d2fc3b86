using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;

namespace Adapters.Simulated.Venue.Trouble;

/// <summary>Knows which report answers which command, and the place of a command among those of its cause.</summary>
internal sealed class AnswerWatch
{
    private SentCommand _sent;
    private bool _isWatching;
    private long _cause = -1;
    private long _ordinal;

    /// <summary>What trouble meets the command that is being carried out.</summary>
    internal CommandFate Fate => _sent.Fate;

    /// <summary>The command that is being carried out.</summary>
    internal ref readonly SentCommand Sent => ref _sent;

    /// <summary>Counts a command of any kind.</summary>
    /// <returns>Its place among those of its cause.</returns>
    internal long Count(in Command command)
    {
        _ordinal = command.Cause == _cause ? _ordinal + 1 : 0;
        _cause = command.Cause;
        return _ordinal;
    }

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

    /// <summary>Visits the count; between events nothing is being carried out.</summary>
    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref _cause);
        sink.Visit(ref _ordinal);
    }
}
