using System.Text;
using Engine.Model.Commands;
using Engine.Model.Instruments;

namespace Journal.Rendering;

/// <summary>One command as a line of text, for messages that must say what was decided.</summary>
public static class CommandText
{
    /// <summary>Every field of the command's kind, prices and quantities as exact decimals.</summary>
    /// <param name="command">The command.</param>
    /// <param name="instruments">The instruments of its stream.</param>
    public static string Describe(in Command command, InstrumentRegistry instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        using var output = new MemoryStream();
        using (var line = new TextLineWriter(output))
        {
            CommandLine.Write(line, in command, ordinal: 0, instruments);
            line.Flush();
        }

        return Encoding.UTF8.GetString(output.ToArray()).Trim();
    }
}
