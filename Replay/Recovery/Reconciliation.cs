using Adapters.Common.Gateways;
using Engine.Core;
using Engine.Core.Orders;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Units;

namespace Replay.Recovery;

/// <summary>
/// What a host does between the start of a later session and <see cref="EventKind.ReconciliationDone" />: it asks the
/// venue, hears the answers as events, and says when all is known.
/// </summary>
/// <remarks>
/// One thread, the session's. Orders and fills first; then, when no order of an earlier session waits for an answer any
/// more, balances and positions. They are asked for again as long as fills come meanwhile, for then they speak of
/// another moment than the books, and some times where they differ, for then a fill may be on its way. What still
/// differs is the core's to judge.
/// </remarks>
public sealed class Reconciliation
{
    private const int AccountTriesMax = 5;
    private const long PauseNs = 200 * TimestampNs.PerMillisecond;
    private const long OrderPatienceNs = 2 * TimestampNs.PerSecond;

    private readonly TradingCore _core;
    private readonly OrderEpochs _epochs;
    private readonly IVenueQueries _venue;
    private readonly SortedDictionary<long, TimestampNs> _askedOrders = [];
    private readonly HashSet<long> _unanswered = [];
    private readonly List<Order> _open = [];
    private readonly List<Event> _positions = [];
    private long _lastQuestion;
    private long _accountQuestion;
    private TimestampNs _accountAskedAt;
    private int _accountTries;
    private bool _hasAskedOrders;
    private bool _isStale;

    /// <summary>Makes one that has asked nothing.</summary>
    /// <param name="session">The session; it has begun.</param>
    /// <param name="venue">The venue.</param>
    public Reconciliation(LiveSession session, IVenueQueries venue)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(venue);
        (_core, _epochs, _venue) = (session.Core, session.Epochs, venue);
    }

    /// <summary>Whether all is known: the host has published <see cref="EventKind.ReconciliationDone" />.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Asks for open orders and for fills.</summary>
    /// <param name="since">The time of the last fill that is known, by the venue's clock.</param>
    public void Begin(TimestampNs since)
    {
        _venue.AskOpenOrders(Ask());
        _venue.AskFills(since, Ask());
    }

    /// <summary>A question has had its last answer.</summary>
    public void OnAnswered(long question) => _unanswered.Remove(question);

    /// <summary>An event has gone through the core.</summary>
    public void OnEvent(in Event e)
    {
        switch (e.Kind)
        {
            case EventKind.OrderStatus:
                _askedOrders.Remove(e.OrderStatus.OrderId.Value);
                break;
            case EventKind.Position:
                _positions.Add(e);
                break;
            case EventKind.FillDetail or EventKind.FundingPaid:
                _isStale = true;
                break;
            default:
                break;
        }
    }

    /// <summary>Goes on as far as it can. To be called after events and answers, and now and then.</summary>
    /// <param name="now">The host's clock.</param>
    /// <returns>Whether the host is to publish <see cref="EventKind.ReconciliationDone" /> now.</returns>
    public bool Poll(TimestampNs now)
    {
        if (IsDone || _unanswered.Count > 0)
        {
            return false;
        }

        if (!_hasAskedOrders)
        {
            AskOrders(now);
        }

        AskAgain(now);
        if (_askedOrders.Count > 0 || AnyWaits())
        {
            return false;
        }

        if (_accountQuestion == 0)
        {
            AskAccount(now);
            return false;
        }

        if (_isStale || (AnyPositionDiffers() && _accountTries < AccountTriesMax))
        {
            if (now.Value - _accountAskedAt.Value >= PauseNs)
            {
                AskAccount(now);
            }

            return false;
        }

        return IsDone = true;
    }

    private long Ask()
    {
        _unanswered.Add(++_lastQuestion);
        return _lastQuestion;
    }

    /// <summary>What the books hold open may have ended meanwhile: each is asked for.</summary>
    private void AskOrders(TimestampNs now)
    {
        _hasAskedOrders = true;
        CopyEarlier();
        foreach (var order in _open)
        {
            AskOrder(in order, now);
        }
    }

    /// <summary>The open orders of earlier sessions: what this one places is answered as ever.</summary>
    private void CopyEarlier()
    {
        _core.CopyOpenOrders(_open);
        _open.RemoveAll(order => order.Id.Value >= _epochs.FirstOfCurrent.Value);
    }

    private void AskOrder(in Order order, TimestampNs now)
    {
        _askedOrders[order.Id.Value] = now;
        _venue.AskOrder(order.Instrument, _epochs.NameOf(order.Id));
    }

    private void AskAgain(TimestampNs now)
    {
        if (_askedOrders.Count == 0)
        {
            return;
        }

        CopyEarlier();
        foreach (var number in _askedOrders.Keys.ToArray())
        {
            if (!_open.Exists(order => order.Id.Value == number))
            {
                // A report has ended it before its answer came.
                _askedOrders.Remove(number);
            }
            else if (now.Value - _askedOrders[number].Value >= OrderPatienceNs)
            {
                AskOrder(_open.Find(order => order.Id.Value == number), now);
            }
        }
    }

    /// <summary>The core asks about what is unknown by itself, until it is definite.</summary>
    private bool AnyWaits()
    {
        CopyEarlier();
        foreach (var order in _open)
        {
            if (order.State is OrderState.Unknown or OrderState.PendingNew or OrderState.PendingCancel
                or OrderState.PendingAmend)
            {
                return true;
            }
        }

        return false;
    }

    private void AskAccount(TimestampNs now)
    {
        // Where fills come meanwhile, nothing was compared.
        _accountTries += _isStale ? 0 : 1;
        _accountAskedAt = now;
        _isStale = false;
        _positions.Clear();
        _accountQuestion = Ask();
        _venue.AskAccount(_accountQuestion);
    }

    private bool AnyPositionDiffers()
    {
        foreach (var e in _positions)
        {
            var leg = e.Leg;
            if (_core.Portfolio.Leg(e.Instrument, leg).Quantity != e.Position.Quantity)
            {
                return true;
            }
        }

        return false;
    }
}
