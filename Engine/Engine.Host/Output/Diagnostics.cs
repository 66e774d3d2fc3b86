using Engine.Host.Cli;

namespace Engine.Host.Output;

/// <summary>What is said on stderr beside a result.</summary>
internal static class Diagnostics
{
    /// <summary>Says what a reader must know before believing a result.</summary>
    public static void Warn(IEnumerable<string> warnings, CommandContext context)
    {
        // The two streams often meet on one screen: the result comes first.
        context.Out.Flush();
        foreach (var warning in warnings)
        {
            context.Error.WriteLine($"warning: {ErrorReport.OneLine(warning)}");
        }
    }
}
