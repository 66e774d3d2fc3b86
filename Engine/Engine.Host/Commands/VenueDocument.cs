namespace Engine.Host.Commands;

/// <summary>A venue in the JSON of <c>engine venues</c>: how the simulated venue follows its rules.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="SmallerKeepsPlace">Whether a smaller quantity at the same price keeps its place in the queue.</param>
/// <param name="AmendReplaces">Whether any other amend is a cancel with a new order behind it.</param>
/// <param name="AmendsConditional">Whether orders that wait for a trigger can be amended.</param>
/// <param name="AmendToFilled">What an amend to no more than is filled does: refused, ends-order.</param>
/// <param name="AmendThatWouldTake">What an amend of a post-only order does that would take.</param>
/// <param name="RefusesNoChange">Whether an amend that changes nothing is refused.</param>
/// <param name="ReachedTrigger">What a trigger does that is reached on arrival: rejects, triggers.</param>
/// <param name="SelfTradePrevention">What keeps orders of ours apart, as the setting is written.</param>
internal sealed record VenueDocument(
    string Name,
    bool SmallerKeepsPlace,
    bool AmendReplaces,
    bool AmendsConditional,
    string AmendToFilled,
    string AmendThatWouldTake,
    bool RefusesNoChange,
    string ReachedTrigger,
    string SelfTradePrevention);
