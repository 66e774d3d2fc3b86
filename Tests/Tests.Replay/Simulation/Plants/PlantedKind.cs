namespace Tests.Replay.Simulation.Plants;

/// <summary>What is planted.</summary>
public enum PlantedKind
{
    FillLostWithoutTimeout,
    FillAppliedTwiceUnderAnotherKey,
    LimitOffByOne,
    CancelTreatedAsDone,
    OrderNumberReused,
    FeeWithTheWrongSign,
    FundingDoubled,
    ReplayMissesAnEvent,
    OrderNeverAskedAbout,
    HaltNotHeard,
    LegNeverCanceled,
    FillOnTheWrongSide,
    LateFillIgnored,
    ExposureLimitDoubled,
    SessionStartNotHeard,
    RecoveredCommandsSentAgain,
    WrongBalanceBelieved,
}
