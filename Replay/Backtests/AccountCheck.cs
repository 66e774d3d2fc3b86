using Engine.Model.Units;
using Replay.Sessions;

namespace Replay.Backtests;

/// <summary>Holds settings of the account against each other, before anything runs. Any thread.</summary>
public static class AccountCheck
{
    /// <summary>What contradicts itself among settings that are each sound: brackets and tiers must ascend.</summary>
    /// <param name="settings">Names and texts of what differs from the defaults.</param>
    /// <returns>The contradiction in a sentence; null where there is none.</returns>
    public static string? ContradictionOf(IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var preamble = new RunPreamble(TimestampNs.Zero);
        foreach (var (name, text) in settings)
        {
            preamble.AddAccountParameter(name, text);
        }

        try
        {
            preamble.Settings.RequireConsistent();
            return null;
        }
        catch (InvalidDataException exception)
        {
            return exception.Message;
        }
    }
}
