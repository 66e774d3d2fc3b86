using System.Reflection;
using Engine.Model.Commands;

namespace Tests.Core.Risk;

/// <summary>Calls the checks of an assembly, of the engine's own or of a changed copy of it.</summary>
internal sealed class RiskCheckCalls(Assembly core)
{
    private const string TypeName = "Engine.Core.Risk.RiskChecks";

    private readonly MethodInfo[] _methods =
        core.GetType(TypeName, throwOnError: true)!.GetMethods(BindingFlags.Public | BindingFlags.Static);

    /// <summary>The checks that there are.</summary>
    internal IEnumerable<string> Names => _methods.Select(method => method.Name).Distinct();

    /// <summary>Whether a check answers as the case says.</summary>
    internal bool Holds(RiskCheckCase expected)
    {
        var method = _methods.Single(method => method.Name == expected.Check
            && method.GetParameters().Length == expected.Arguments.Length);
        var parameters = method.GetParameters();
        var arguments = expected.Arguments.Select((argument, i) => parameters[i].ParameterType.IsEnum
            ? Enum.ToObject(parameters[i].ParameterType, argument)
            : argument);
        var verdict = method.Invoke(null, [.. arguments])!;
        return Read<ReasonCode>(verdict, "Reason") == expected.Reason
            && Read<long>(verdict, "Measured") == expected.Measured && Read<long>(verdict, "Limit") == expected.Limit;
    }

    private static T Read<T>(object verdict, string property) =>
        (T)verdict.GetType().GetProperty(property)!.GetValue(verdict)!;
}
