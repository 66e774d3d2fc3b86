using System.Text;
using Engine.Model.Events;
using Engine.Model.Instruments;

namespace Journal.Rendering;

/// <summary>One event as a line of text, for messages that must say what came.</summary>
public static class EventText
{
    /// <summary>Every field of the event's kind, prices and quantities as exact decimals.</summary>
    /// <param name="slot">The event.</param>
    /// <param name="sequence">Its place in its stream.</param>
    /// <param name="instruments">The instruments of its stream.</param>
    public static string Describe(in Event slot, long sequence, InstrumentRegistry instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        using var output = new MemoryStream();
        using (var line = new TextLineWriter(output))
        {
            EventLine.Write(line, in slot, sequence, instruments);
            line.Flush();
        }

        return Encoding.UTF8.GetString(output.ToArray()).Trim();
    }
}
