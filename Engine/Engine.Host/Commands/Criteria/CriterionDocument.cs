using System.Text.Json.Serialization;

namespace Engine.Host.Commands.Criteria;

/// <summary>One criterion held against one run.</summary>
/// <param name="Name">The figure's key in the result.</param>
/// <param name="Value">What the run shows; null where it is not defined.</param>
/// <param name="Needed">What is needed, in words.</param>
/// <param name="Met">Whether it is met.</param>
/// <param name="Reason">Why the figure is not defined; null where it is.</param>
/// <param name="Text">The figure as people read it.</param>
internal sealed record CriterionDocument(
    string Name, double? Value, string Needed, bool Met, string? Reason, [property: JsonIgnore] string Text);
