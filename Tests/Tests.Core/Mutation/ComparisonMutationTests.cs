using Tests.Core.Guards;
using Tests.Core.Orders;
using Tests.Core.Restoring;
using Tests.Core.Risk;

namespace Tests.Core.Mutation;

/// <summary>
/// Turns round each comparison of the rooms that decide about money, one at a time, in a copy of the compiled core: the
/// tests that say what the room does must notice every one. Where all take too long for every run, a fixed part is
/// tried; <c>RISK_MUTANTS=all</c> asks for the whole.
/// </summary>
internal sealed class ComparisonMutationTests
{
    private const int Part = 8;

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("RISK_MUTANTS") == "all";

    private static readonly MutationTarget[] Targets =
    [
        new("RiskGate", Every: 1,
            typeof(GateFigureTests), typeof(WhichCheckAppliesTests), typeof(RiskGateTests), typeof(AccountLimitTests),
            typeof(HedgeLimitTests), typeof(LevelGuardTests), typeof(RiskScopeTests), typeof(RestoredRiskTests)),
        new("KillSwitch", Part, typeof(KillSwitchTests)),
        new("LevelGuard", Part, typeof(MarginLevelTests), typeof(LevelGuardTests)),
        new("CircuitBreakers", Part,
            typeof(BreakerVenueTests), typeof(CircuitBreakerTests), typeof(RestoredRiskTests)),
        new("RiskGuards", Part,
            typeof(CircuitBreakerTests), typeof(LevelGuardTests), typeof(KillSwitchTests), typeof(AccountLimitTests)),
        new("AccountFigures", Part, typeof(AccountFiguresTests)),
        new("ExposureBook", Part,
            typeof(ExposureBookTests), typeof(GateFigureTests), typeof(HedgeLimitTests), typeof(AccountLimitTests),
            typeof(RestoredRiskTests)),
        new("InstrumentExposure", Part, typeof(ExposureBookTests), typeof(HedgeLimitTests)),
        new("StrategyExposure", Part, typeof(ExposureBookTests), typeof(HedgeLimitTests)),
        new("OrderRates", Part,
            typeof(ExposureBookTests), typeof(AccountLimitTests), typeof(GateFigureTests), typeof(RestoredRiskTests)),
        new("LimitedWindow", Part, typeof(AccountLimitTests), typeof(ExposureBookTests)),
        new("LossStreaks", Part, typeof(AccountLimitTests), typeof(RestoredRiskTests)),
        new("SlidingWindow", Part, typeof(SlidingWindowTests), typeof(RestoredRiskTests)),
        new("OwnPrices", Part, typeof(OwnPricesTests), typeof(RestoredRiskTests)),
        new("LimitTable", Part,
            typeof(LimitTableTests), typeof(RiskScopeTests), typeof(ExposureBookTests), typeof(AccountLimitTests)),
        new("ScopedLimits", Part, typeof(LimitTableTests), typeof(RiskScopeTests), typeof(RestoredRiskTests)),
        new("AmendChecks", Part, typeof(OrderTermsTests)),
        new("BracketChecks", Part, typeof(OrderTermsTests)),
    ];

    [TestCaseSource(nameof(Targets))]
    public void No_mutant_of_a_comparison_survives(MutationTarget target)
    {
        CompiledCore.RequireOptimised();
        var image = CompiledCore.Image;
        var hunt = new MutantHunt(target.Fixtures);
        var mutants = CompiledCore.MutantsOf(image, target.Type);
        var tried = mutants.Where((mutant, i) => (IsWhole || i % target.Every == 0)
            && !KnownMutants.Endless.ContainsKey(NameOf(target, mutant)));
        Assert.That(mutants, Is.Not.Empty);
        Assert.That(hunt.KillerOf(image, "the core as it is")?.ToString(), Is.Null);

        var fates = tried
            .Select(mutant => (
                Name: NameOf(target, mutant),
                mutant.Line,
                IsAlive: hunt.KillerOf(mutant.ApplyTo(image), NameOf(target, mutant)) is null))
            .ToList();

        Assert.Multiple(() =>
        {
            Assert.That(
                fates.Where(fate => fate.IsAlive && !KnownMutants.Equivalent.ContainsKey(fate.Name)), Is.Empty,
                "Nothing notices these.");
            Assert.That(
                fates.Where(fate => !fate.IsAlive && KnownMutants.Equivalent.ContainsKey(fate.Name)), Is.Empty,
                "These are listed as equivalent, and are not.");
        });
    }

    [Test]
    public void Every_known_mutant_is_still_one()
    {
        CompiledCore.RequireOptimised();
        var image = CompiledCore.Image;

        var names = Targets.SelectMany(
            target => CompiledCore.MutantsOf(image, target.Type).Select(mutant => NameOf(target, mutant)));

        Assert.That(KnownMutants.Equivalent.Keys.Concat(KnownMutants.Endless.Keys).Except(names), Is.Empty);
    }

    private static string NameOf(MutationTarget target, IlMutant mutant) => $"{target.Type}.{mutant.Name}";
}
