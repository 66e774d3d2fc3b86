using Adapters.Common.Gateways;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Replay.Processes;

/// <summary>The session's way to its venue: a pipe to the test's process.</summary>
internal sealed class PipeGateway(Stream output, string prefix) : IVenueGateway, IVenueQueries
{
    private readonly Lock _door = new();

    public string Venue => "pipe";

    public void Send(in Command command, int ordinal, ClientOrderId name) =>
        Tell(new WireMessage(WireKind.Command) { Command = command, Name = name.ToText(prefix) });

    public CancelAllAnswer CancelAll()
    {
        Tell(new WireMessage(WireKind.CancelAll));
        return CancelAllAnswer.Asked;
    }

    public void AskOpenOrders(long question) => Tell(new WireMessage(WireKind.AskOpenOrders) { Number = question });

    public void AskFills(TimestampNs since, long question) =>
        Tell(new WireMessage(WireKind.AskFills) { Number = question, Other = since.Value });

    public void AskOrder(InstrumentId instrument, ClientOrderId name) =>
        Tell(new WireMessage(WireKind.AskOrder) { Name = name.ToText(prefix), Other = instrument.Value });

    public void AskAccount(long question) => Tell(new WireMessage(WireKind.AskAccount) { Number = question });

    internal void Tell(WireMessage message)
    {
        lock (_door)
        {
            message.Write(output);
        }
    }
}
