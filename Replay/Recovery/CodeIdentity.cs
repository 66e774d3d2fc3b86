using System.Runtime.InteropServices;
using Engine.Books;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Strategies;

namespace Replay.Recovery;

/// <summary>Names the code whose decisions a state holds: two programs of one hash decide alike.</summary>
public static class CodeIdentity
{
    /// <summary>A hash of the compiled model, books, core and strategies; builds are deterministic.</summary>
    public static ulong Hash(StrategyCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        List<Guid> modules = [];
        Add(modules, typeof(Event).Module.ModuleVersionId);
        Add(modules, typeof(MarketState).Module.ModuleVersionId);
        Add(modules, typeof(TradingCore).Module.ModuleVersionId);
        foreach (var descriptor in catalog.All)
        {
            Add(modules, descriptor.Create.Method.Module.ModuleVersionId);
        }

        return XxHash64.Hash(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(modules)));
    }

    private static void Add(List<Guid> modules, Guid module)
    {
        if (!modules.Contains(module))
        {
            modules.Add(module);
        }
    }
}
