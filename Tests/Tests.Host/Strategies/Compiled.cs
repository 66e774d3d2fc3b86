using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tests.Support;

namespace Tests.Host.Strategies;

/// <summary>Compiles sources to an assembly as a user would, against the engine's own assemblies.</summary>
internal static class Compiled
{
    private static readonly string Example =
        Path.Combine(RepositoryRoot.Find().FullName, "docs", "examples", "OwnStrategy", "EmaCross.cs");

    /// <summary>The source of the example.</summary>
    public static string ExampleSource => File.ReadAllText(Example);

    /// <summary>Writes an assembly.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="source">The C# text.</param>
    /// <returns>The path.</returns>
    public static string To(string path, string source)
    {
        const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq;";
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(source, options), CSharpSyntaxTree.ParseText(Usings, options)],
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release,
                deterministic: true));

        var result = compilation.Emit(path);

        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
        return path;
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal)
                    || name.StartsWith("Engine.", StringComparison.Ordinal)
                    || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
}
