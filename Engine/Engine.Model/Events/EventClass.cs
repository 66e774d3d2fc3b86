namespace Engine.Model.Events;

/// <summary>The class of an event, by the range of its kind. Events of one time merge in this order.</summary>
public enum EventClass : byte
{
    /// <summary>
    /// What everybody sees: books, trades, bars, marks. It may be dropped under pressure, with a gap report.
    /// </summary>
    Public = 1,

    /// <summary>What concerns our account: execution reports, balances, positions. Never dropped.</summary>
    Private = 2,

    /// <summary>Definitions, parameters, the clock, the operator. Never dropped.</summary>
    Control = 3,
}
