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
        ["LevelGuard.OfLoss 1: ble → blt"] = "Nothing lost is beyond no limit.",
        ["CircuitBreakers.ForgetLines 1: blt → ble"] = "Of a venue beyond the last no line was lost.",
        ["ExposureBook.Without 2: bne.un → beq"] = Told,
        ["ExposureBook.Revalue 2: beq → bne.un"] = Told,
        ["OwnPrices.VisitState 1: blt → ble"] = "The array has room that it does not need yet.",
        ["LimitTable.Lots 1: blt → ble"] = "No order has so many lots that its value fits.",
        ["RiskGate.PassesStop 5: bgt.un → bge.un"] = "A stop at no distance puts nothing at stake, which passes.",
    };

    /// <summary>
    /// Those that go round in circles, or take memory without end: they are never run. One of the second kind that is
    /// not listed ends at the limit of the heap that the project sets, and counts as noticed.
    /// </summary>
    internal static readonly Dictionary<string, string> Endless = new()
    {
        ["KillSwitch.CloseOf 3: bgt → bge"] = NoSlice,
        ["KillSwitch.CloseOf 3: bgt → ble"] = NoSlice,
        ["KillSwitch.CloseOf 4: bgt → bge"] = NoSlice,
        ["SlidingWindow.CountAt 2: ble → blt"] = "What is empty goes on being emptied.",
        ["SlidingWindow.CountAt 2: ble → bgt"] = "What is empty goes on being emptied.",
        ["OwnPrices.VisitState 1: blt → bge"] = Growth,
        ["OwnPrices.Insert 1: bne.un → beq"] = Growth,
        ["OwnPrices.PlaceOf 2: blt → ble"] = "The search does not end where both ends have met.",
        ["OwnPrices.PlaceOf 2: blt → bge"] = "The search does not end where both ends have met.",
        ["ScopedLimits.VisitState 3: blt → bge"] = "No owner is the last one.",
    };

    private const string Told = "Where something is open, its market has told each new price already: OnMarket.";
    private const string NoSlice = "Orders for nothing are sent for ever.";
    private const string Growth = "The array grows until the memory is gone.";
}
