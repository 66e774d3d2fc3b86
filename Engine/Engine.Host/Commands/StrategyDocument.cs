namespace Engine.Host.Commands;

/// <summary>A strategy in the JSON of <c>engine strategies</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does.</param>
/// <param name="MultiInstrument">Whether one instance trades all its instruments together.</param>
/// <param name="ShipsDisabled">Whether paper and live runs refuse it unless forced.</param>
/// <param name="Needs">What of the market it cannot do without.</param>
/// <param name="DisabledReason">Why; null where they do not.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record StrategyDocument(
    string Name,
    string Summary,
    bool MultiInstrument,
    bool ShipsDisabled,
    IReadOnlyList<string> Needs,
    string? DisabledReason,
    IReadOnlyList<ParameterDocument> Parameters);
