using System.Runtime.CompilerServices;
using Adapters.Common.Parsing;
using Engine.Model.Numbers;

namespace Adapters.Binance.Parsing;

/// <summary>What a number's refusal means for the frame that holds it.</summary>
internal static class Refusals
{
    /// <summary>Translates a number's status.</summary>
    /// <param name="status">The number's.</param>
    /// <param name="otherwise">The answer where the number is good.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static ParseStatus Of(NumberStatus status, ParseStatus otherwise) => status switch
    {
        NumberStatus.Ok => otherwise,
        NumberStatus.OffGrid => ParseStatus.OffGrid,
        NumberStatus.Negative or NumberStatus.Overflow => ParseStatus.OutOfRange,
        _ => ParseStatus.Malformed,
    };
}
