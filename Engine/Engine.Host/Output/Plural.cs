using Replay.Statistics;

namespace Engine.Host.Output;

/// <summary>A number with its noun.</summary>
internal static class Plural
{
    /// <summary>Such as <c>1 digest</c> or <c>48 witnesses</c>.</summary>
    public static string Of(long count, string one, string many) => $"{NumberText.Count(count)} {(count == 1 ? one : many)}";
}
