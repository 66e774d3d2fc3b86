namespace Tests.Core.Mutation;

/// <summary>
/// The mutants that no test can notice, each with the reason: they do what the original does, or never end.
/// </summary>
internal static class KnownMutants
{
    /// <summary>Those that do the same.</summary>
    internal static readonly Dictionary<string, string> Equivalent = new()
    {
        ["RiskGate.Scale 2: ble → blt"] = "Half of nothing is nothing.",
        ["RiskGate.VisitState 1: brfalse → brtrue"] =
            "What was put back is written out again at once, to be compared, and is summed up then.",
        ["RiskGate.PassesStop 5: bgt.un → bge.un"] = "A stop at no distance puts nothing at stake, which passes.",
    };

    /// <summary>Those that go round in circles.</summary>
    internal static readonly Dictionary<string, string> Endless = new()
    {
    };
}
