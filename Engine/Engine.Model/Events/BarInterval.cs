namespace Engine.Model.Events;

/// <summary>How long a bar is. Numbers are the file format (the high byte of a bar's flags).</summary>
public enum BarInterval : byte
{
    /// <summary>Not a bar.</summary>
    None = 0,

    /// <summary>One second.</summary>
    OneSecond = 1,

    /// <summary>One minute.</summary>
    OneMinute = 2,

    /// <summary>Three minutes.</summary>
    ThreeMinutes = 3,

    /// <summary>Five minutes.</summary>
    FiveMinutes = 4,

    /// <summary>Fifteen minutes.</summary>
    FifteenMinutes = 5,

    /// <summary>Thirty minutes.</summary>
    ThirtyMinutes = 6,

    /// <summary>One hour.</summary>
    OneHour = 7,

    /// <summary>Two hours.</summary>
    TwoHours = 8,

    /// <summary>Four hours.</summary>
    FourHours = 9,

    /// <summary>Six hours.</summary>
    SixHours = 10,

    /// <summary>Eight hours.</summary>
    EightHours = 11,

    /// <summary>Twelve hours.</summary>
    TwelveHours = 12,

    /// <summary>One day.</summary>
    OneDay = 13,
}
