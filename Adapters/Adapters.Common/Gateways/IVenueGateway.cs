using Engine.Model.Commands;
using Engine.Model.Units;

namespace Adapters.Common.Gateways;

/// <summary>Brings commands to one venue. What becomes of them comes back as events.</summary>
public interface IVenueGateway
{
    /// <summary>The venue's name, for people.</summary>
    string Venue { get; }

    /// <summary>Sends a command whose cause is journaled. One thread: the one that releases.</summary>
    /// <param name="command">A place, a cancel, an amend or a query.</param>
    /// <param name="ordinal">
    /// Its place among all commands of its cause, from 0: a report on it says cause and ordinal, because one order has
    /// several requests. Negative for a question of the host's own.
    /// </param>
    /// <param name="name">The order's name at the venue.</param>
    void Send(in Command command, int ordinal, ClientOrderId name);

    /// <summary>
    /// Cancels every open order of the account by the venue's own cancel-all, whoever knows of them, and what this
    /// gateway has taken and not yet sent stays unsent.
    /// </summary>
    /// <remarks>
    /// Any thread, at any time, also while <see cref="Send" /> hangs. It needs neither core nor ring nor journal, waits
    /// no longer than a few seconds and throws nothing.
    /// </remarks>
    /// <returns>What is known then; asked again until nothing is open.</returns>
    CancelAllAnswer CancelAll();
}
