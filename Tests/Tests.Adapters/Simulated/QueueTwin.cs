using Adapters.Simulated.Venue.Queues;

namespace Tests.Adapters.Simulated;

/// <summary>
/// One order's queue as the textbook has it, in fractions of lots and with the library's functions: slow and obvious.
/// </summary>
internal sealed class QueueTwin(QueueModel model, double power, long displayed, long quantity)
{
    private double _ahead = displayed;
    private long _level = displayed;
    private long _traded;

    internal long Filled { get; private set; }

    internal void OnTrade(long lots)
    {
        _traded += lots;
        var waits = Math.Ceiling(_ahead - 1e-9);
        Filled = Math.Min(quantity, Filled + Math.Max(0, lots - (long)waits));
        _ahead = Math.Max(0, _ahead - lots);
    }

    internal void OnLevel(long displayed)
    {
        if (displayed == _level)
        {
            return;
        }

        var left = Math.Max(0, _level - _traded);
        var canceled = left - displayed;
        if (model != QueueModel.Conservative && canceled > 0 && _ahead > 0)
        {
            var behind = Math.Max(0, left - _ahead);
            var share = F(behind) / (F(behind) + F(_ahead));
            _ahead -= canceled - Math.Min(behind, share * canceled);
        }

        _ahead = Math.Clamp(_ahead, 0, displayed);
        _level = displayed;
        _traded = 0;
    }

    private double F(double x) => model == QueueModel.Power ? Math.Pow(x, power) : Math.Log(1 + x);
}
