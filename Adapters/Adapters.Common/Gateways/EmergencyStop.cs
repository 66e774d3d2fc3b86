namespace Adapters.Common.Gateways;

/// <summary>
/// What is left when the journal has failed or the core is dead or stuck: nothing more leaves, and every gateway
/// cancels all that is open by its venue's own cancel-all. Neither core nor ring nor journal is asked.
/// </summary>
/// <remarks>Any thread may pull it; the first does the work, and whoever comes later waits for its end.</remarks>
public sealed class EmergencyStop
{
    private readonly GatewayDoor[] _doors;
    private readonly IEmergencyLog _log;
    private readonly EmergencyOptions _options;
    private readonly Lock _work = new();
    private bool _isPulled;
    private bool _isAllClear;

    /// <summary>Makes one that nobody has pulled.</summary>
    /// <param name="doors">Every way out.</param>
    /// <param name="log">Where it is told.</param>
    /// <param name="options">How long it tries.</param>
    public EmergencyStop(IEnumerable<GatewayDoor> doors, IEmergencyLog log, EmergencyOptions options)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        _doors = [.. doors];
        _log = log;
        _options = options;
    }

    /// <summary>Whether it was pulled. Any thread.</summary>
    public bool IsPulled => Volatile.Read(ref _isPulled);

    /// <summary>Stops all and returns when every venue has said that nothing is open, or patience has ended.</summary>
    /// <param name="reason">Why, in one line.</param>
    /// <returns>Whether every venue has said that nothing is open.</returns>
    public bool Pull(string reason)
    {
        // The doors close before anything else, whoever works on it already.
        foreach (var door in _doors)
        {
            door.Close();
        }

        lock (_work)
        {
            if (_isPulled)
            {
                return _isAllClear;
            }

            Volatile.Write(ref _isPulled, true);
            _log.Write($"emergency stop: {reason}");
            _isAllClear = CancelEverywhere();
            _log.Write(_isAllClear
                ? "emergency stop: every venue says that nothing is open; the next start reconciles"
                : "emergency stop: NOT every venue has said that nothing is open: look there by hand");
            return _isAllClear;
        }
    }

    private bool CancelEverywhere()
    {
        var answers = new CancelAllAnswer[_doors.Length];
        var threads = new Thread[_doors.Length];
        for (var i = 0; i < threads.Length; i++)
        {
            var place = i;

            // Of their own, so that a venue that hangs keeps no other from its cancel-all, nor the process from its
            // end.
            threads[i] = new Thread(() => answers[place] = CancelAt(_doors[place]))
            {
                Name = $"cancel-all {_doors[i].Gateway.Venue}",
                IsBackground = true,
            };
            threads[i].Start();
        }

        var until = TimeProvider.System.GetUtcNow() + _options.Patience;
        var isAllClear = true;
        for (var i = 0; i < threads.Length; i++)
        {
            var left = until - TimeProvider.System.GetUtcNow();
            var hasEnded = threads[i].Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            var answer = hasEnded ? answers[i] : CancelAllAnswer.Failed;
            isAllClear &= answer == CancelAllAnswer.NothingOpen;
            _log.Write($"emergency stop: {_doors[i].Gateway.Venue}: {Say(answer, hasEnded)}");
        }

        return isAllClear;
    }

    private CancelAllAnswer CancelAt(GatewayDoor door)
    {
        // At once, whatever hangs; and again when what was passing has left, for that may have come after it.
        var answer = Ask(door);
        var isQuiet = door.AwaitQuiet(_options.SendPatience);
        for (var tries = 1; tries < _options.TriesMax; tries++)
        {
            answer = Ask(door);
            if (answer == CancelAllAnswer.NothingOpen && isQuiet)
            {
                return answer;
            }

            Thread.Sleep(_options.Pause);
            isQuiet = door.AwaitQuiet(TimeSpan.Zero);
        }

        // What hangs may still arrive: that nothing is open now promises nothing.
        return isQuiet || answer == CancelAllAnswer.Failed ? answer : CancelAllAnswer.Asked;
    }

    private CancelAllAnswer Ask(GatewayDoor door)
    {
        try
        {
            return door.Gateway.CancelAll();
        }
        catch (Exception exception)
        {
            // The thread's root: a gateway that breaks its word must not end the others' cancels.
            _log.Write($"emergency stop: {door.Gateway.Venue}: {exception.Message}");
            return CancelAllAnswer.Failed;
        }
    }

    private static string Say(CancelAllAnswer answer, bool hasEnded) => answer switch
    {
        CancelAllAnswer.NothingOpen => "nothing is open",
        CancelAllAnswer.Asked => "has taken the cancel-all and not said that nothing is open",
        _ => hasEnded ? "has not taken the cancel-all" : "does not answer",
    };
}
