using Adapters.Common.Gateways;
using Engine.Model.Units;
using Tests.Replay.Processes;

namespace Tests.Replay.Recovery;

/// <summary>Questions to a scripted venue in the same process.</summary>
internal sealed class VenueQueries(ScriptedVenue venue) : IVenueQueries
{
    public void AskOpenOrders(long question) =>
        venue.Take(new WireMessage(WireKind.AskOpenOrders) { Number = question });

    public void AskFills(TimestampNs since, long question) =>
        venue.Take(new WireMessage(WireKind.AskFills) { Number = question, Other = since.Value });

    public void AskOrder(InstrumentId instrument, ClientOrderId name) => venue.Take(
        new WireMessage(WireKind.AskOrder) { Name = name.ToText(SessionChild.Prefix), Other = instrument.Value });

    public void AskAccount(long question) => venue.Take(new WireMessage(WireKind.AskAccount) { Number = question });
}
