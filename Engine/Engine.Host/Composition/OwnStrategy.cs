using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Host.Purity;
using Engine.Model.Events.Payloads;

namespace Engine.Host.Composition;

/// <summary>Loads a strategy of the user's own: <c>./My.dll#My.Strategy</c>.</summary>
/// <remarks>
/// The file is read once; those bytes are hashed, checked against the rules of purity without being run, and only then
/// loaded.
/// </remarks>
internal static class OwnStrategy
{
    private const char Mark = '#';
    private const int FindingsShown = 5;

    private static readonly string[] EngineAssemblies =
        ["Engine.Model", "Engine.Books", "Engine.Core", "Engine.Strategies"];

    /// <summary>Whether a word of the command line is a place and not a name.</summary>
    public static bool IsPlace(string word) => word.Contains(Mark);

    /// <summary>Loads the strategy.</summary>
    /// <param name="place">The path of the assembly, <c>#</c>, and the full name of the type.</param>
    /// <exception cref="UsageException">There is no such file or type, or it is no strategy.</exception>
    /// <exception cref="ImpureStrategyException">It uses what a strategy may not: names member and rule.</exception>
    public static StrategyDescriptor Load(string place)
    {
        var mark = place.LastIndexOf(Mark);
        var (path, typeName) = (place[..mark], place[(mark + 1)..]);
        if (path.Length == 0 || typeName.Length == 0)
        {
            throw new UsageException($"--strategy {place}: write it as PATH#TYPE, such as ./My.dll#My.Strategy");
        }

        var bytes = Read(path);
        Check(path, bytes);
        return DescriptorOf(TypeOf(path, bytes, typeName), place) with { CodeHash = SHA256.HashData(bytes) };
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: the strategy's assembly cannot be read: {exception.Message}", exception);
        }
    }

    private static void Check(string path, byte[] bytes)
    {
        try
        {
            RequireKnownReferences(path, bytes);
            using var image = new MemoryStream(bytes, writable: false);
            var findings = MetadataScanner.Scan(image, RuleScope.Deterministic);
            if (findings.Count > 0)
            {
                var shown = string.Join("; ", findings.Take(FindingsShown));
                var left = findings.Count - FindingsShown;
                var rest = left > 0 ? $"; and {left} more" : string.Empty;
                throw new ImpureStrategyException($"{path}: refused, its runs could not be repeated: {shown}{rest}");
            }
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidDataException)
        {
            throw new UsageException($"{path}: is not an assembly of .NET", exception);
        }
    }

    /// <summary>What else it would bring along could not be checked, nor be told from the hash of this file.</summary>
    private static void RequireKnownReferences(string path, byte[] bytes)
    {
        using var image = new PEReader(new MemoryStream(bytes, writable: false));
        var reader = image.GetMetadataReader();
        foreach (var handle in reader.AssemblyReferences)
        {
            var name = reader.GetString(reader.GetAssemblyReference(handle).Name);
            if (!EngineAssemblies.Contains(name) && !IsOfRuntime(name))
            {
                throw new ImpureStrategyException(
                    $"{path}: refused, it refers to {name}, and a strategy may refer to the runtime and to "
                    + $"{string.Join(", ", EngineAssemblies)} alone; put its code into the strategy's own project");
            }
        }
    }

    private static bool IsOfRuntime(string name)
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return File.Exists(Path.Combine(folder, $"{name}.dll"));
    }

    private static Type TypeOf(string path, byte[] bytes, string typeName)
    {
        using var image = new MemoryStream(bytes, writable: false);
        var context = new OwnStrategyContext(Path.GetFileNameWithoutExtension(path));
        var assembly = context.LoadFromStream(image);
        if (assembly.GetType(typeName, throwOnError: false) is { } type)
        {
            return type.IsSubclassOf(typeof(Strategy)) && !type.IsAbstract
                ? type
                : throw new UsageException(
                    $"{path}: {typeName} is no strategy; derive it from {typeof(Strategy).FullName}");
        }

        var known = assembly.GetTypes()
            .Where(candidate => candidate.IsSubclassOf(typeof(Strategy)) && !candidate.IsAbstract)
            .Select(candidate => candidate.FullName).Order(StringComparer.Ordinal).ToList();
        throw new UsageException($"{path}: there is no type '{typeName}'; "
            + (known.Count == 0 ? "no strategy is in it" : $"its strategies are {string.Join(", ", known)}"));
    }

    private static StrategyDescriptor DescriptorOf(Type type, string place)
    {
        var descriptor = Declared(type, place) ?? Assumed(type, place);
        return descriptor.Name.Length is > 0 and <= Text32.SizeBytes && descriptor.Name.All(IsOfName)
            ? descriptor
            : throw new UsageException(
                $"--strategy {place}: its name '{descriptor.Name}' should have 1 to {Text32.SizeBytes} small letters, "
                + "digits and hyphens");
    }

    private static StrategyDescriptor? Declared(Type type, string place)
    {
        const string Name = "Descriptor";
        const BindingFlags PublicStatic = BindingFlags.Public | BindingFlags.Static;
        try
        {
            return (type.GetField(Name, PublicStatic)?.GetValue(null)
                ?? type.GetProperty(Name, PublicStatic)?.GetValue(null)) as StrategyDescriptor;
        }
        catch (Exception exception) when (exception is TargetInvocationException or TypeInitializationException)
        {
            throw new UsageException(
                $"--strategy {place}: its {Name} fails: {(exception.InnerException ?? exception).Message}", exception);
        }
    }

    private static StrategyDescriptor Assumed(Type type, string place)
    {
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor)
        {
            throw new UsageException(
                $"--strategy {place}: it has neither a public static Descriptor nor a public constructor without "
                + "parameters");
        }

        return new StrategyDescriptor
        {
            Name = KebabCase(type.Name),
            Summary = $"{type.FullName}, a strategy of the user's own.",
            Parameters = [],
            Create = () => (Strategy)constructor.Invoke(null),
        };
    }

    private static bool IsOfName(char letter) => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-';

    private static string KebabCase(string name) => string.Concat(name.Select((letter, place) =>
        char.IsUpper(letter) ? (place == 0 ? string.Empty : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
