using System.Reflection;
using System.Runtime.Loader;

namespace Engine.Host.Composition;

/// <summary>
/// Where one assembly of the user's own lives: by itself, beside the engine, whose types it shares.
/// </summary>
internal sealed class OwnStrategyContext : AssemblyLoadContext
{
    public OwnStrategyContext(string name)
        : base(name)
    {
    }

    /// <summary>Everything that it refers to is the engine's or the runtime's, which the default context has.</summary>
    protected override Assembly? Load(AssemblyName assemblyName) => null;
}
