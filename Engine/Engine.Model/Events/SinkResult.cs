namespace Engine.Model.Events;

/// <summary>What a sink did with a run.</summary>
public enum SinkResult : byte
{
    /// <summary>It is in the stream.</summary>
    Published = 0,

    /// <summary>
    /// Public data that found no room: it is dropped whole, and a gap report follows when there is room.
    /// </summary>
    Dropped = 1,

    /// <summary>The engine is halted; nothing more will be taken.</summary>
    Halted = 2,
}
