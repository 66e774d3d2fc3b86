using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue;

/// <summary>What the venue refuses whatever the order is: it is too busy, or we ask too often.</summary>
/// <param name="desk">Where refusals are reported.</param>
/// <param name="settings">The limits.</param>
internal sealed class CommandLimits(OrderDesk desk, SimulationSettings settings)
{
    private readonly RateLimit _second = new(settings.OrdersPerSecond, TimestampNs.PerSecond);
    private readonly RateLimit _tenSeconds = new(settings.OrdersPerTenSeconds, 10 * TimestampNs.PerSecond);

    /// <summary>Refuses an order or an amend that is one too many; those that are let through count.</summary>
    /// <returns>Whether it was refused.</returns>
    internal bool IsOverRate(in Command command, TimestampNs arrival)
    {
        if (command.Kind is not (CommandKind.PlaceOrder or CommandKind.AmendOrder))
        {
            return false;
        }

        if (!_second.Allows(arrival) || !_tenSeconds.Allows(arrival))
        {
            Refuse(in command, ReasonCode.VenueRateLimited);
            return true;
        }

        _second.Take(arrival);
        _tenSeconds.Take(arrival);
        return false;
    }

    /// <summary>Refuses a request as too much for now.</summary>
    internal void RefuseAsBusy(in Command command) => Refuse(in command, ReasonCode.VenueBusy);

    /// <summary>Visits what was let through of late.</summary>
    internal void VisitState(StateSink sink)
    {
        _second.VisitState(sink);
        _tenSeconds.VisitState(sink);
    }

    private void Refuse(in Command command, ReasonCode reason) => desk.Refuse(
        command.Kind switch
        {
            CommandKind.CancelOrder => EventKind.CancelRejected,
            CommandKind.AmendOrder => EventKind.AmendRejected,
            _ => EventKind.OrderRejected,
        },
        in command,
        reason);
}
