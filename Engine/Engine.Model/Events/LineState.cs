namespace Engine.Model.Events;

/// <summary>How the line stands that a venue's reports come by. Numbers are the file format.</summary>
public enum LineState : byte
{
    /// <summary>Never published.</summary>
    None = 0,

    /// <summary>It is lost: nothing that the venue does is heard of.</summary>
    Lost = 1,

    /// <summary>It is back; reports of the time between may never come.</summary>
    Restored = 2,
}
