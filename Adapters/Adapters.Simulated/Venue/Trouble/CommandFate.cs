namespace Adapters.Simulated.Venue.Trouble;

/// <summary>What trouble meets a command on its way. Eight bytes, because commands are visited in words.</summary>
internal enum CommandFate : long
{
    /// <summary>None.</summary>
    Arrives,

    /// <summary>The venue refuses it: too busy.</summary>
    Busy,

    /// <summary>The venue carries it out, and its answer never reaches us.</summary>
    Unanswered,
}
