using System.Text.Json.Serialization;

namespace Replay.Quality;

/// <summary>What can be wrong with market data. Names are the keys of the JSON report.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QualityCheck>))]
public enum QualityCheck
{
    /// <summary>A row that could not be read was left out.</summary>
    RowRefused,

    /// <summary>Time went backwards: the venue's within one kind of data, or the recorder's. Worst: ns.</summary>
    TimeBackwards,

    /// <summary>The same trade, bar or funding again. Worst: always 1.</summary>
    Duplicate,

    /// <summary>Bars are missing between two others. Worst: how many at one place.</summary>
    MissingBars,

    /// <summary>Nothing of a kind came for longer than the limit. Worst: ns.</summary>
    Silence,

    /// <summary>Ids that otherwise count up one by one left some out. Worst: how many at one place.</summary>
    MissingIds,

    /// <summary>The feed reported that messages are missing. Worst: how many at one place, 0 where not known.</summary>
    FeedGap,

    /// <summary>The best bid was not below the best ask. Worst: ticks between them.</summary>
    Crossed,

    /// <summary>The price jumped beyond the limits. Worst: basis points.</summary>
    Outlier,

    /// <summary>A price or quantity is not positive where it must be. Worst: always 1.</summary>
    NotPositive,

    /// <summary>It was received before the venue sent it. Worst: ns.</summary>
    NegativeLatency,

    /// <summary>Two files hold the same time of the same kind of data. Worst: ns.</summary>
    Overlap,
}
