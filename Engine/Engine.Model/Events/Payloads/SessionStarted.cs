using System.Runtime.InteropServices;

namespace Engine.Model.Events.Payloads;

/// <summary>A session begins.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
public struct SessionStarted
{
    /// <summary>The number of the session within its journal.</summary>
    [FieldOffset(0)] public long Epoch;

    /// <summary>A hash of the strategies' code; zero for built-in strategies alone.</summary>
    [FieldOffset(8)] public long CodeHash;

    /// <summary>The seed of the run; zero where there is none.</summary>
    [FieldOffset(16)] public long Seed;

    /// <summary>The mode.</summary>
    [FieldOffset(24)] public RunMode Mode;

    /// <summary>The journal's durability.</summary>
    [FieldOffset(25)] public Durability Durability;
}
