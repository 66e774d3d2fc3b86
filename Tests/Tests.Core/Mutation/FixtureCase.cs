using System.Globalization;
using System.Reflection;

namespace Tests.Core.Mutation;

/// <summary>One test of a fixture, to be run in any copy of this assembly.</summary>
/// <param name="Method">The test.</param>
/// <param name="Arguments">What it is called with.</param>
internal sealed record FixtureCase(MethodInfo Method, object?[] Arguments)
{
    /// <summary>
    /// The tests of a fixture but for properties, which are too slow to be run once a mutant, and for what would start
    /// this all over.
    /// </summary>
    internal static IEnumerable<FixtureCase> Of(Type fixture)
    {
        foreach (var method in fixture.GetMethods(BindingFlags.Public | BindingFlags.Instance))
        {
            foreach (var row in method.GetCustomAttributes<TestCaseAttribute>())
            {
                yield return new FixtureCase(method, row.Arguments);
            }

            if (method.IsDefined(typeof(TestAttribute), inherit: false) && method.GetParameters().Length == 0)
            {
                yield return new FixtureCase(method, []);
            }
        }
    }

    /// <summary>Runs it on a fresh fixture of that copy; an assertion or a fault comes out as it is.</summary>
    internal void RunIn(Assembly tests)
    {
        var method = (MethodInfo)tests.ManifestModule.ResolveMethod(Method.MetadataToken)!;
        var fixture = Activator.CreateInstance(method.DeclaringType!)!;
        foreach (var setUp in method.DeclaringType!.GetMethods().Where(
            candidate => candidate.IsDefined(typeof(SetUpAttribute), inherit: false)))
        {
            setUp.Invoke(fixture, null);
        }

        var arguments = method.GetParameters().Zip(Arguments, (parameter, value) => To(parameter.ParameterType, value));
        method.Invoke(fixture, BindingFlags.DoNotWrapExceptions, null, [.. arguments], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public override string ToString() =>
        $"{Method.DeclaringType!.Name}.{Method.Name}({string.Join(", ", Arguments)})";

    // An enum of the core is another type in each copy of it.
    private static object? To(Type type, object? value) => value switch
    {
        null => null,
        _ when type.IsEnum => Enum.ToObject(type, value),
        IConvertible when typeof(IConvertible).IsAssignableFrom(type) =>
            Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
        _ => value,
    };
}
