namespace Engine.Host.Purity;

/// <summary>
/// What deterministic assemblies, and the ring, may not refer to. One table, for the product's own assemblies and for
/// plugins alike. The first rule that bans a use names it.
/// </summary>
internal static class MetadataRules
{
    /// <summary>
    /// A static field that is neither a constant nor <c>readonly</c>. Found in fields, not in references.
    /// </summary>
    public const string MutableStatic = "mutable static";

    /// <summary>A method whose body lies outside the runtime. Found in methods, not in references.</summary>
    public const string NativeCall = "native call";

    /// <summary>What the garbage collector does. Found in references, and in methods that it calls.</summary>
    public const string Collector = "collector";

    private const RuleScope Both = RuleScope.Deterministic | RuleScope.Ring;
    private const RuleScope Deterministic = RuleScope.Deterministic;

    // Every floating-point function that ends in the C library, or in an instruction that not every processor has.
    private static readonly string[] LibraryFunctions =
    [
        "Acos", "Acosh", "AcosPi", "Asin", "Asinh", "AsinPi", "Atan", "Atanh", "AtanPi", "Atan2", "Atan2Pi", "Cbrt",
        "Cos", "Cosh", "CosPi", "Exp", "Exp2", "Exp10", "ExpM1", "Exp2M1", "Exp10M1", "Hypot", "Ieee754Remainder",
        "Log", "Log2", "Log10", "LogP1", "Log2P1", "Log10P1", "Pow", "RootN", "Round", "Sin", "Sinh", "SinPi",
        "SinCos", "SinCosPi", "Tan", "Tanh", "TanPi",
    ];

    // Exact by IEEE 754 or on integers: the same bits on every processor.
    private static readonly string[] ExactFunctions =
    [
        "Abs", "BigMul", "BitDecrement", "BitIncrement", "Ceiling", "Clamp", "CopySign", "DivRem", "Floor", "ILogB",
        "Max", "Min", "ScaleB", "Sign", "Sqrt", "Truncate",
    ];

    public static readonly MetadataRule[] Table =
    [
        new("wall clock", Both, "time enters as an event")
        {
            Types = ["System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.TimeZoneInfo"],
        },
        new("monotonic clock", Deterministic, "time enters as an event")
        {
            Types = ["System.Diagnostics.Stopwatch"],
        },
        new("randomness", Both, "a replay must draw the same numbers: the model's seeded generator serves")
        {
            Types = ["System.Random", "System.Guid", "System.Security.Cryptography.*"],
        },
        new("machine", Deterministic, "a replay must not depend on the machine")
        {
            Types =
            [
                "System.Environment", "System.AppContext", "System.OperatingSystem", "System.Diagnostics.Process",
                "System.Runtime.InteropServices.RuntimeInformation",
            ],
        },
        new("seeded hash", Deterministic, "not the same in two processes; hash numbers by the model's own function")
        {
            Types = ["System.HashCode"],
        },
        new("identity hash", Deterministic, "not the same in two processes; order and digest by the content itself")
        {
            Types =
            [
                "System.Object", "System.String", "System.ValueType", "System.StringComparer",
                "System.Collections.Generic.EqualityComparer", "System.Collections.Generic.IEqualityComparer",
                "System.Runtime.CompilerServices.RuntimeHelpers",
            ],
            Members = ["GetHashCode"],
        },
        new("LINQ", Both, "allocates, and hides in what order it visits")
        {
            Types = ["System.Linq.*"],
        },
        new("lock", Both, "one writer per field; nothing on the path may wait for another thread")
        {
            Types = ["System.Threading.Monitor", "System.Threading.Lock"],
        },
        new("tasks", Both, "the core has one thread, and the ring's stages own theirs")
        {
            Types = ["System.Threading.Tasks.*", "System.Threading.ThreadPool", "System.Threading.Timer"],
        },
        new("threads", Deterministic, "the core has one thread: nothing to start, to fence or to wait for")
        {
            Types = ["System.Threading.*"],
        },
        new("files", Both, "input enters as events, output leaves as commands")
        {
            Types = ["System.IO.*"],
            ExceptTypes = ["System.IO.InvalidDataException"],
        },
        new("network", Both, "input enters as events, output leaves as commands")
        {
            Types = ["System.Net.*"],
        },
        new("console", Both, "input enters as events, output leaves as commands")
        {
            Types = ["System.Console"],
        },
        new("reflection", Both, "finds by name what these rules would have found in the metadata")
        {
            Types =
            [
                "System.Activator", "System.AppDomain", "System.Reflection.Assembly", "System.Reflection.Module",
                "System.Reflection.MethodBase", "System.Reflection.MethodInfo", "System.Reflection.ConstructorInfo",
                "System.Reflection.FieldInfo", "System.Reflection.PropertyInfo", "System.Reflection.EventInfo",
                "System.Reflection.TypeInfo", "System.Reflection.IReflect", "System.Reflection.Emit.*",
                "System.Runtime.Loader.*", "System.Runtime.InteropServices.NativeLibrary", "Microsoft.CSharp.*",
                "System.Dynamic.*",
            ],
        },
        new("reflection", Both, "finds by name what these rules would have found in the metadata")
        {
            Types = ["System.Type", "System.Delegate"],
            Members =
            [
                "GetType", "InvokeMember", "GetMethod", "GetMethods", "GetField", "GetFields",
                "GetProperty", "GetProperties", "GetConstructor", "GetConstructors", "GetMember", "GetMembers",
                "get_Assembly", "get_Module", "DynamicInvoke", "CreateDelegate", "get_Method",
            ],
        },
        new(Collector, Deterministic, "what the collector does, and when, is not in the events")
        {
            Types =
            [
                "System.GC", "System.WeakReference", "System.GCMemoryInfo", "System.Runtime.GCSettings",
                "System.Runtime.InteropServices.GCHandle", "System.Runtime.DependentHandle",
                "System.Runtime.CompilerServices.ConditionalWeakTable",
            ],
            ExceptMembers = ["KeepAlive", "AllocateArray"],
        },
        new("memory", Deterministic, "addresses and what lies unset in memory are not the same in two processes")
        {
            Types =
            [
                "System.Runtime.InteropServices.Marshal", "System.Runtime.InteropServices.NativeMemory",
                "System.Buffers.ArrayPool", "System.Buffers.MemoryPool",
                "System.Runtime.CompilerServices.SkipLocalsInitAttribute",
            ],
        },
        new("memory", Deterministic, "addresses and what lies unset in memory are not the same in two processes")
        {
            Types = ["System.Runtime.CompilerServices.Unsafe"],
            ExceptMembers = ["NullRef", "IsNullRef", "As", "AsRef", "Add", "AreSame", "SizeOf"],
        },
        new("stack", Deterministic, "the depth and the trace of the stack are not in the events")
        {
            Types = ["System.Exception", "System.Runtime.CompilerServices.RuntimeHelpers"],
            Members = ["get_StackTrace", "TryEnsureSufficientExecutionStack", "EnsureSufficientExecutionStack"],
        },
        new("culture", Deterministic, "culture is of the machine")
        {
            Types =
            [
                "System.Globalization.CultureInfo", "System.Globalization.RegionInfo",
                "System.Globalization.CompareInfo",
            ],
        },
        new("fused arithmetic", Deterministic, "rounds once where the processor can, twice where it cannot")
        {
            Types = ["*"],
            Members =
            [
                "FusedMultiplyAdd", "MultiplyAddEstimate", "ReciprocalEstimate", "ReciprocalSqrtEstimate", "Lerp",
            ],
        },
        new("library mathematics", Deterministic, "differs with the processor's features; use DeterministicMath")
        {
            Types = ["System.Math"],
            ExceptMembers = ExactFunctions,
        },
        new("library mathematics", Deterministic, "differs with the processor's features; use DeterministicMath")
        {
            Types = ["System.Double", "System.Single", "System.Half"],
            Members = LibraryFunctions,
        },
        new("library mathematics", Deterministic, "differs with the processor's features; use DeterministicMath")
        {
            Types =
            [
                "System.MathF", "System.Numerics.IExponentialFunctions", "System.Numerics.IFloatingPointIeee754",
                "System.Numerics.IHyperbolicFunctions", "System.Numerics.ILogarithmicFunctions",
                "System.Numerics.IPowerFunctions", "System.Numerics.IRootFunctions",
                "System.Numerics.ITrigonometricFunctions", "System.Numerics.Complex",
            ],
        },
        new("vector width", Deterministic, "its width is of the machine, and so is the order of the sum")
        {
            Types = ["System.Numerics.Vector"],
        },
        new("processor features", Deterministic, "two branches are two results")
        {
            Types = ["*"],
            Members = ["get_IsHardwareAccelerated", "get_IsSupported"],
        },
        new("undefined order", Deterministic, "its order is not defined; keep an ordered list or array beside it")
        {
            Types =
            [
                "System.Collections.Generic.Dictionary", "System.Collections.Generic.HashSet",
                "System.Collections.Generic.IDictionary", "System.Collections.Generic.IReadOnlyDictionary",
                "System.Collections.Frozen.FrozenDictionary", "System.Collections.Frozen.FrozenSet",
                "System.Collections.Immutable.ImmutableDictionary", "System.Collections.Immutable.ImmutableHashSet",
            ],
            Members = ["GetEnumerator", "get_Keys", "get_Values", "get_Items", "CopyTo"],
        },
        new("undefined order", Deterministic, "its order is not defined; keep an ordered list or array beside it")
        {
            Types = ["System.Collections.Concurrent.*", "System.Collections.Hashtable"],
        },
        new("unstable sort", Deterministic, "ties may change places; insert in order, or sort by a total order")
        {
            Types = ["System.Array", "System.Collections.Generic.List", "System.MemoryExtensions"],
            Members = ["Sort"],
        },
        new("unstable sort", Deterministic, "ties leave in any order; insert in order, or queue by a total order")
        {
            Types = ["System.Collections.Generic.PriorityQueue"],
        },
        new(MutableStatic, Both, "state that no snapshot holds, shared by every core of the process"),
        new(NativeCall, Both, "what it does cannot be checked here"),
    ];

    /// <summary>Returns the first rule of the scope that bans the use, or null.</summary>
    /// <param name="scope">The kind of assembly.</param>
    /// <param name="type">The type's full name, without arity.</param>
    /// <param name="member">The member's name, or null where only the type is named.</param>
    public static MetadataRule? Find(RuleScope scope, string type, string? member) =>
        Array.Find(Table, rule => (rule.Scope & scope) != RuleScope.None && rule.Bans(type, member));

    /// <summary>Returns the rule of that name; rules of several rows share name and reason.</summary>
    public static MetadataRule Named(string name) => Array.Find(Table, rule => rule.Name == name)
        ?? throw new ArgumentException($"no rule is called '{name}'", nameof(name));
}
