using Engine.Model.Units;

namespace Adapters.Common.Gateways;

/// <summary>
/// What a host asks a venue for after a restart. Answers come as events, like everything that the venue says; when the
/// last one of a question is published, whoever asked is told its number.
/// </summary>
public interface IVenueQueries
{
    /// <summary>The status of each order of ours that is open, by our prefix.</summary>
    void AskOpenOrders(long question);

    /// <summary>The fills since a time of the venue, that time included; more than that does no harm.</summary>
    void AskFills(TimestampNs since, long question);

    /// <summary>The status of one order, also where the venue does not know it: its event is the answer.</summary>
    void AskOrder(InstrumentId instrument, ClientOrderId name);

    /// <summary>Every balance, and the position of every instrument that is traded, zero included.</summary>
    void AskAccount(long question);
}
