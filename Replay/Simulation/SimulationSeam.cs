using Engine.Model.Commands;
using Engine.Model.Events;

namespace Replay.Simulation;

/// <summary>
/// The places between venue, journal and core where tests plant faults. It lets everything pass as it is.
/// </summary>
/// <remarks>
/// What the invariants know is read behind <see cref="OnReport" /> and before <see cref="OnBooking" />: a fault before
/// is the gateway's, one after is the core's.
/// </remarks>
internal class SimulationSeam
{
    /// <summary>A report comes from the venue: it may be left out, changed, or joined by others.</summary>
    internal virtual void OnReport(List<Event[]> runs)
    {
    }

    /// <summary>An event goes into the core, live or in a replay.</summary>
    internal virtual void OnBooking(ref Event e)
    {
    }

    /// <summary>An event is read back from the journal.</summary>
    internal virtual void OnReplay(ref Event e, long sequence)
    {
    }

    /// <summary>The process has come up again, with its gateways muted.</summary>
    /// <param name="release">Sends what the last event of the journal has caused once more.</param>
    internal virtual void OnRecovered(Action release)
    {
    }

    /// <summary>A command leaves for the venue.</summary>
    /// <param name="command">The command; it may be changed.</param>
    /// <param name="answers">Reports to give in the venue's place.</param>
    /// <returns>False where it does not leave.</returns>
    internal virtual bool OnCommand(ref Command command, List<Event[]> answers) => true;

    /// <summary>An event has gone through: the state that the invariants see.</summary>
    internal virtual void AfterEvent(SimulationState state)
    {
    }
}
