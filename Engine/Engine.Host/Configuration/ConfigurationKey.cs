using Engine.Core.Strategies;

namespace Engine.Host.Configuration;

/// <summary>One thing that can be configured.</summary>
/// <param name="Section">The part before the point: <c>risk</c>, <c>simulation</c>, a strategy; empty for the run itself.</param>
/// <param name="Parameter">Name, type, default, range and help.</param>
internal sealed record ConfigurationKey(string Section, ParameterDescriptor Parameter)
{
    /// <summary>As it is written: <c>risk.maxOrderNotional</c>.</summary>
    public string Path => Section.Length == 0 ? Parameter.Name : $"{Section}.{Parameter.Name}";
}
