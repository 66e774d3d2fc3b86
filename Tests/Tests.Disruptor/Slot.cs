using System.Runtime.InteropServices;

namespace Tests.Disruptor;

/// <summary>A 64-byte slot whose eight words all follow from one number, so that a torn or stale one shows.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Slot
{
    public long Number;
    private long _w1;
    private long _w2;
    private long _w3;
    private long _w4;
    private long _w5;
    private long _w6;
    private long _w7;

    public static Slot Of(long number) => new()
    {
        Number = number,
        _w1 = ~number,
        _w2 = number + 2,
        _w3 = ~number + 3,
        _w4 = number + 4,
        _w5 = ~number + 5,
        _w6 = number + 6,
        _w7 = ~number + 7,
    };

    public readonly bool IsWhole =>
        _w1 == ~Number && _w2 == Number + 2 && _w3 == ~Number + 3 && _w4 == Number + 4
        && _w5 == ~Number + 5 && _w6 == Number + 6 && _w7 == ~Number + 7;
}
