namespace Adapters.Common.Parsing;

/// <summary>Where a walk through an object or an array stands.</summary>
public enum JsonStep : byte
{
    /// <summary>The text is not JSON here.</summary>
    Malformed = 0,

    /// <summary>At the value of the next member or element.</summary>
    Item = 1,

    /// <summary>Behind the closing bracket.</summary>
    End = 2,
}
