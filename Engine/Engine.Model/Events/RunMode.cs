namespace Engine.Model.Events;

/// <summary>Where events come from and commands go. Numbers are the file format.</summary>
public enum RunMode : byte
{
    /// <summary>A journal of data alone: imported, generated or merged.</summary>
    None = 0,

    /// <summary>Public events of a journal against the simulated venue.</summary>
    Backtest = 1,

    /// <summary>Live events against the simulated venue.</summary>
    Paper = 2,

    /// <summary>A venue's test net.</summary>
    Sandbox = 3,

    /// <summary>Live events, decisions only.</summary>
    Shadow = 4,

    /// <summary>A real venue.</summary>
    Live = 5,
}
