using Adapters.Common.Gateways;
using Engine.Model.Commands;
using Engine.Model.Units;
using Tests.Replay.Processes;

namespace Tests.Replay.Recovery;

/// <summary>The way to a scripted venue in the same process.</summary>
internal sealed class VenueGateway(ScriptedVenue venue) : IVenueGateway, IEmergencyLog
{
    private readonly Lock _door = new();

    public string Venue => "scripted";

    /// <summary>How many commands have left.</summary>
    internal int SentCount { get; private set; }

    internal List<string> Lines { get; } = [];

    public void Send(in Command command, int ordinal, ClientOrderId name)
    {
        lock (_door)
        {
            SentCount++;
            venue.Take(new WireMessage(WireKind.Command)
            {
                Command = command,
                Name = name.ToText(SessionChild.Prefix),
            });
        }
    }

    public CancelAllAnswer CancelAll()
    {
        lock (_door)
        {
            venue.CancelAll();
            return CancelAllAnswer.NothingOpen;
        }
    }

    public void Write(string line)
    {
        lock (_door)
        {
            Lines.Add(line);
        }
    }
}
