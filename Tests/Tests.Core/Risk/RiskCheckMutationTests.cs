using System.Reflection;
using System.Runtime.Loader;
using Engine.Core.Risk;
using Tests.Core.Mutation;

namespace Tests.Core.Risk;

/// <summary>
/// Turns round each comparison of the checks, one at a time, in a copy of the compiled core: the table of cases must
/// notice every one.
/// </summary>
internal sealed class RiskCheckMutationTests
{
    private static readonly RiskCheckCase[] Cases = [.. RiskCheckCases.All];

    [TestCaseSource(nameof(Cases))]
    public void Check_answers_as_the_table_says(RiskCheckCase expected) =>
        Assert.That(new RiskCheckCalls(typeof(RiskChecks).Assembly).Holds(expected), Is.True);

    [Test]
    public void Table_has_cases_for_every_check()
    {
        var missing = new RiskCheckCalls(typeof(RiskChecks).Assembly).Names.Except(Cases.Select(c => c.Check));

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void No_mutant_of_a_comparison_survives_the_table()
    {
        CompiledCore.RequireOptimised();
        var image = CompiledCore.Image;

        var mutants = CompiledCore.MutantsOf(image, nameof(RiskChecks));
        var survivors = mutants.Where(mutant => !IsKilled(mutant.ApplyTo(image), IsKilledByTable))
            .Select(mutant => mutant.ToString());

        Assert.Multiple(() =>
        {
            Assert.That(mutants, Has.Count.GreaterThan(60));
            Assert.That(survivors, Is.Empty);
        });
    }

    [Test]
    public void Terms_are_judged_as_the_rules_say() =>
        Assert.That(TermsCase.All.Where(terms => !terms.HoldsIn(typeof(TermsChecks).Assembly)), Is.Empty);

    [Test]
    public void No_mutant_of_a_comparison_of_terms_survives_the_rules()
    {
        CompiledCore.RequireOptimised();
        var image = CompiledCore.Image;
        var terms = TermsCase.All.ToArray();

        var mutants = CompiledCore.MutantsOf(image, nameof(TermsChecks));
        var survivors = mutants
            .Where(mutant => !IsKilled(mutant.ApplyTo(image), core => Array.Exists(terms, t => !t.HoldsIn(core))))
            .Select(mutant => mutant.ToString());

        Assert.Multiple(() =>
        {
            Assert.That(mutants, Has.Count.GreaterThan(20));
            Assert.That(survivors, Is.Empty);
        });
    }

    private static bool IsKilledByTable(Assembly core)
    {
        var calls = new RiskCheckCalls(core);
        return Array.Exists(Cases, expected => !HoldsSafely(calls, expected));
    }

    private static bool IsKilled(byte[] image, Func<Assembly, bool> isNoticed)
    {
        var context = new AssemblyLoadContext("mutant", isCollectible: true);
        try
        {
            return isNoticed(context.LoadFromStream(new MemoryStream(image)));
        }
        finally
        {
            context.Unload();
        }
    }

    private static bool HoldsSafely(RiskCheckCalls calls, RiskCheckCase expected)
    {
        try
        {
            return calls.Holds(expected);
        }
        catch (TargetInvocationException)
        {
            // A mutant that throws is as dead as one that answers wrongly.
            return false;
        }
    }
}
