using System.Reflection;
using System.Runtime.Loader;

namespace Tests.Core.Mutation;

/// <summary>A changed copy of the core, and these tests bound to it instead of to the engine's own.</summary>
internal sealed class MutantContext : AssemblyLoadContext
{
    private readonly Assembly _core;

    internal MutantContext(byte[] core, byte[] tests)
        : base("mutant", isCollectible: true)
    {
        _core = LoadFromStream(new MemoryStream(core));
        Tests = LoadFromStream(new MemoryStream(tests));
    }

    /// <summary>The copy of this assembly that sees the changed core.</summary>
    internal Assembly Tests { get; }

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == _core.GetName().Name ? _core : null;
}
