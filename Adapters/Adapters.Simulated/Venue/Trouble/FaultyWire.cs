using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Trouble;

/// <summary>
/// The line between the venue's truth and the core, with all that goes wrong on it; one seed is one story.
/// </summary>
/// <remarks>
/// It stands before the queue of reports and changes nothing at the venue: a report may be lost, late, doubled or cut
/// in two, a command may vanish, and orders, positions and money there are what they are. What is lost can be asked
/// for: a query brings the lost fills of its order, then its state. A request whose answer does not come ends in a
/// time-out of the gateway. What is not about one order (funding, balances) cannot be asked for by it, so it is late at
/// worst, never lost or doubled.
/// <para>
/// One thread. No allocation at the high-water mark of reports and of lost fills; these are kept until they are asked
/// for.
/// </para>
/// </remarks>
/// <param name="settings">What goes wrong, and how often.</param>
/// <param name="reports">Where reports wait to be taken, by their times.</param>
internal sealed class FaultyWire(TroubleSettings settings, SlotQueue<ReportRun> reports)
{
    // The second word of a trade's key, which the venue's own numbers leave at zero: two parts are two trades.
    private const long SplitKey = 1;

    private readonly TroubleCounts _counts = new();
    private readonly SlotQueue<ReportRun> _missed = new();
    private readonly SlotQueue<SentCommand> _held = new();
    private readonly Outages _outages = new(settings);
    private readonly AnswerWatch _watch = new();
    private SeededRandom _random = new(settings.Seed);
    // Follows from the clock of the event in hand, so it is no state.
    private bool _isOver;
    private TimestampNs _delayedUntil = TimestampNs.MinValue;

    /// <summary>How much of each trouble there was.</summary>
    internal long CountOf(TroubleKind kind) => kind == TroubleKind.Disconnect ? _outages.Count : _counts[kind];

    /// <summary>Whether the connection stands.</summary>
    internal bool IsConnected => !_outages.IsDown;

    /// <summary>Moves the clock: the connection breaks and comes back.</summary>
    internal void Advance(TimestampNs clock)
    {
        _isOver = clock >= settings.Until;
        _outages.Advance(clock);
    }

    /// <summary>Takes a command that leaves us, and says what it meets.</summary>
    /// <returns>False where it does not reach the venue; what the core hears of it is then on its way.</returns>
    internal bool TrySend(ref SentCommand sent, TimestampNs clock)
    {
        sent.SentAt = clock;
        var isQuery = sent.Command.Kind is CommandKind.QueryOrder or CommandKind.QueryPosition;
        if (_outages.IsDown)
        {
            if (isQuery)
            {
                // A question does no harm when it is late: the gateway asks it when the line is back.
                _held.Enqueue(in sent);
                _counts.Add(TroubleKind.QueryHeld);
                return false;
            }

            _counts.Add(TroubleKind.NotConnected);
            sent.SentAt = TimestampNs.Zero;
            PostOutcome(in sent, GatewayOutcome.NotConnected, clock);
            return false;
        }

        if (Strikes(settings.Timeout))
        {
            PostOutcome(in sent, GatewayOutcome.TimedOut, clock + settings.TimeoutNs);
            sent.Fate = CommandFate.Unanswered;
            var arrives = !isQuery && _random.NextBelow(2) == 0;
            _counts.Add(arrives ? TroubleKind.Unanswered : TroubleKind.Vanished);
            return arrives;
        }

        if (!isQuery && Strikes(settings.Busy))
        {
            _counts.Add(TroubleKind.Busy);
            sent.Fate = CommandFate.Busy;
        }

        return true;
    }

    /// <summary>The next thing that the gateway has to say of its line: that it is lost, or back.</summary>
    internal bool TryTakeTurn(out LineState state) => _outages.TryTakeTurn(out state);

    /// <summary>A new process asks for the line anew: where it is lost, that is said again.</summary>
    internal void ForgetTurns() => _outages.ForgetTurns();

    /// <summary>The gateway says how its line to a venue stands; it knows at once.</summary>
    internal void PostLine(VenueId venue, LineState state, TimestampNs time)
    {
        var run = default(ReportRun);
        run.First = Event.Create(EventKind.VenueLine, time, InstrumentId.None);
        run.First.VenueLine.Venue = venue;
        run.First.VenueLine.State = state;
        Post(in run, time);
    }

    /// <summary>Takes a query that waited for the connection, once it is back.</summary>
    internal bool TryTakeHeld(out SentCommand query)
    {
        query = default;
        if (_outages.IsDown || _held.Count == 0)
        {
            return false;
        }

        query = _held.Peek();
        _held.Dequeue();
        return true;
    }

    /// <summary>The venue carries a command out: what it reports now may be the answer.</summary>
    internal void BeginAnswer(in SentCommand sent) => _watch.Begin(in sent);

    /// <summary>The command is carried out.</summary>
    internal void EndAnswer() => _watch.End();

    /// <summary>Takes a report of the venue; reports come in the order of their times.</summary>
    internal void OnReport(in ReportRun report)
    {
        if (report.First.Kind == EventKind.Fill && report.First.Fill.Quantity.Value > 1 && Strikes(settings.SplitFills))
        {
            _counts.Add(TroubleKind.FillSplit);
            SplitFill(in report, out var first, out var second);
            Carry(in first);
            Carry(in second);
            return;
        }

        Carry(in report);
    }

    /// <summary>
    /// Sends lost fills again: a query asks for those of its order, or for those of its instrument, by whatever order.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="time">When what is decided now is with us.</param>
    internal void Recall(in Command query, TimestampNs time)
    {
        for (var left = _missed.Count; left > 0; left--)
        {
            var report = _missed.Peek();
            _missed.Dequeue();
            var isMeant = query.Kind == CommandKind.QueryPosition
                ? report.First.Instrument == query.Instrument
                : report.First.Fill.OrderId == query.OrderId;
            if (!isMeant)
            {
                _missed.Enqueue(in report);
                continue;
            }

            _counts.Add(TroubleKind.FillRecalled);
            report.SetTime(time);
            Carry(in report);
        }
    }

    /// <summary>Visits draws, outages, what is held and what is lost.</summary>
    internal void VisitState(StateSink sink)
    {
        _random.VisitState(sink);
        sink.Visit(ref _delayedUntil);
        _counts.VisitState(sink);
        _outages.VisitState(sink);
        _missed.VisitState(sink);
        _held.VisitState(sink);
    }

    private static bool IsOfOrder(EventKind kind) =>
        kind is (>= EventKind.OrderAccepted and <= EventKind.Fill)
            or EventKind.OrderStatus or EventKind.OrderTriggered;

    private bool Strikes(Rate probability) =>
        probability.Value > 0 && !_isOver && _random.NextBelow(Rate.Scale) < probability.Value;

    private void Carry(in ReportRun report)
    {
        var isAnswer = _watch.TakeAnswer(in report.First);
        if (isAnswer && _watch.Fate == CommandFate.Unanswered)
        {
            return;
        }

        var time = report.First.Time > _delayedUntil ? report.First.Time : _delayedUntil;
        if (Strikes(settings.DelayReports))
        {
            _counts.Add(TroubleKind.ReportDelayed);

            // Late by its own time: what is held up behind it is no later than it is, and delays do not add up.
            var late = report.First.Time + 1 + _random.NextBelow(settings.DelayNs);
            time = late > time ? late : time;
            _delayedUntil = time;
        }

        if (!IsOfOrder(report.First.Kind))
        {
            Post(in report, _outages.Covers(time) ? _outages.Until : time);
            return;
        }

        if (Strikes(settings.ReorderReports))
        {
            _counts.Add(TroubleKind.ReportReordered);
            time += 1 + _random.NextBelow(settings.ReorderNs);
        }

        if (_outages.Covers(time) || Strikes(settings.LostReports))
        {
            Lose(in report, time, isAnswer);
            return;
        }

        Post(in report, time);
        if (Strikes(settings.DuplicateReports))
        {
            _counts.Add(TroubleKind.ReportDuplicated);
            Post(in report, time + 1 + _random.NextBelow(settings.ReorderNs));
        }
    }

    private void Lose(in ReportRun report, TimestampNs time, bool isAnswer)
    {
        _counts.Add(TroubleKind.ReportLost);
        if (report.First.Kind == EventKind.Fill)
        {
            _missed.Enqueue(in report);
        }

        if (isAnswer)
        {
            PostOutcome(in _watch.Sent, GatewayOutcome.TimedOut, time + settings.TimeoutNs);
        }
    }

    /// <summary>What the gateway itself says of a command: no trouble of the line touches that.</summary>
    private void PostOutcome(in SentCommand sent, GatewayOutcome outcome, TimestampNs time)
    {
        var run = default(ReportRun);
        run.First = Event.Create(EventKind.GatewayReport, time, sent.Command.Instrument);
        run.First.GatewayReport.Cause = sent.Command.Cause;
        run.First.GatewayReport.OrderId = sent.Command.OrderId;
        run.First.GatewayReport.WireTime = sent.SentAt;
        run.First.GatewayReport.Ordinal = (int)sent.Ordinal;
        run.First.GatewayReport.Outcome = outcome;
        Post(in run, time);
    }

    /// <summary>Puts a report where its time belongs; of one time, the later one last.</summary>
    private void Post(in ReportRun report, TimestampNs time)
    {
        var posted = report;
        posted.SetTime(time);
        reports.Enqueue(in posted);
        for (var i = reports.Count - 1; i > 0 && reports[i - 1].First.Time > time; i--)
        {
            reports[i] = reports[i - 1];
            reports[i - 1] = posted;
        }
    }

    /// <summary>Two trades that are together the one: quantity, cumulative quantity and fee add up exactly.</summary>
    private void SplitFill(in ReportRun report, out ReportRun first, out ReportRun second)
    {
        first = report;
        second = report;
        ref readonly var whole = ref report.First.Fill;
        var part = new QtyLots(1 + _random.NextBelow(whole.Quantity.Value - 1));
        var fee = (Int128)whole.Fee.Value * part.Value / whole.Quantity.Value;
        first.First.Fill.Quantity = part;
        first.First.Fill.CumulativeQuantity = whole.CumulativeQuantity - (whole.Quantity - part);
        first.First.Fill.Fee = new Money((long)fee);
        first.Second.FillDetail.TradeKey = new Key128(report.Second.FillDetail.TradeKey.Low, SplitKey);
        second.First.Fill.Quantity = whole.Quantity - part;
        second.First.Fill.Fee = whole.Fee - first.First.Fill.Fee;
    }
}
