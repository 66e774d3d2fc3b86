using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Engine.Core.Risk;

namespace Tests.Core.Risk;

/// <summary>
/// Turns round each comparison of the checks, one at a time, in a copy of the compiled core: the table of cases must
/// notice every one.
/// </summary>
internal sealed class RiskCheckMutationTests
{
    private static readonly string CorePath = typeof(RiskChecks).Assembly.Location;

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
        var debuggable = typeof(RiskChecks).Assembly.GetCustomAttribute<DebuggableAttribute>();
        if (debuggable?.IsJITOptimizerDisabled == true)
        {
            // Unoptimised code has branches on constants, for the debugger: turning those round changes nothing.
            Assert.Ignore("The comparisons are those of the optimised build: run it in Release.");
        }

        var image = File.ReadAllBytes(CorePath);

        var mutants = IlMutants.Of(image, nameof(RiskChecks)).ToList();
        var survivors = mutants.Where(mutant => !IsKilled(mutant.ApplyTo(image))).Select(mutant => mutant.ToString());

        Assert.Multiple(() =>
        {
            Assert.That(mutants, Has.Count.GreaterThan(60));
            Assert.That(survivors, Is.Empty);
        });
    }

    private static bool IsKilled(byte[] image)
    {
        var context = new AssemblyLoadContext("mutant", isCollectible: true);
        try
        {
            var calls = new RiskCheckCalls(context.LoadFromStream(new MemoryStream(image)));
            return Array.Exists(Cases, expected => !HoldsSafely(calls, expected));
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
