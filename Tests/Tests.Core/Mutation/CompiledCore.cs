using System.Diagnostics;
using System.Reflection;
using Engine.Core.Risk;

namespace Tests.Core.Mutation;

/// <summary>The core as it was compiled, to be changed.</summary>
internal static class CompiledCore
{
    private static readonly Assembly Core = typeof(RiskChecks).Assembly;

    /// <summary>Its bytes.</summary>
    internal static byte[] Image => File.ReadAllBytes(Core.Location);

    /// <summary>All mutants of one of its types.</summary>
    internal static List<IlMutant> MutantsOf(byte[] image, string type)
    {
        using var lines = new SourceLines(Core.Location);
        return [.. IlMutants.Of(image, type, lines)];
    }

    /// <summary>
    /// Ignores the test where the core is not optimised: then it has branches on constants, for the debugger, and to
    /// turn those round changes nothing.
    /// </summary>
    internal static void RequireOptimised()
    {
        if (Core.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
        {
            Assert.Ignore("The comparisons are those of the optimised build: run it in Release.");
        }
    }
}
