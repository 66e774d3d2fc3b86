using System.Runtime.InteropServices;

namespace Benchmarks.Matching;

/// <summary>A command of the neutral workload, as its file holds it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = 32)]
internal readonly struct MatchCommandRecord
{
    internal const int Limit = 1;
    internal const int ImmediateOrCancel = 2;
    internal const int Cancel = 3;
    internal const int Move = 4;

    internal readonly int Operation;
    internal readonly int Side;
    internal readonly long Id;
    internal readonly long Price;
    internal readonly long Lots;
}
