using System.Buffers.Binary;
using System.Numerics;

namespace Engine.Model.State;

/// <summary>XXH64 over a stream of 64-bit words, little-endian (Collet, xxHash specification 0.1.1), seed 0.</summary>
/// <remarks>
/// A mutable struct without references: keep one, pass it by reference. Words only, because state is words. Start it
/// with <c>new()</c>: the default value has no lanes and its hashes are not XXH64.
/// </remarks>
public struct XxHash64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    private ulong _lane0;
    private ulong _lane1;
    private ulong _lane2;
    private ulong _lane3;
    private ulong _pending0;
    private ulong _pending1;
    private ulong _pending2;
    private ulong _wordCount;

    /// <summary>Starts an empty hash.</summary>
    public XxHash64()
    {
        _lane0 = unchecked(Prime1 + Prime2);
        _lane1 = Prime2;
        _lane2 = 0;
        _lane3 = unchecked(0 - Prime1);
    }

    /// <summary>Hashes bytes at once, for texts and tests.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new XxHash64();
        while (bytes.Length >= sizeof(ulong))
        {
            hash.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        return hash.Finish(bytes);
    }

    /// <summary>Adds a word.</summary>
    public void Add(ulong word)
    {
        switch (_wordCount++ & 3)
        {
            case 0:
                _pending0 = word;
                break;
            case 1:
                _pending1 = word;
                break;
            case 2:
                _pending2 = word;
                break;
            default:
                _lane0 = Round(_lane0, _pending0);
                _lane1 = Round(_lane1, _pending1);
                _lane2 = Round(_lane2, _pending2);
                _lane3 = Round(_lane3, word);
                break;
        }
    }

    /// <summary>The hash of all words so far; more may be added afterwards.</summary>
    public readonly ulong Finish() => Finish([]);

    private readonly ulong Finish(ReadOnlySpan<byte> tail)
    {
        unchecked
        {
            var hash = _wordCount >= 4 ? MergeLanes() : Prime5;
            hash += (_wordCount * sizeof(ulong)) + (ulong)tail.Length;

            var pending = (int)(_wordCount & 3);
            hash = pending > 0 ? AddTailWord(hash, _pending0) : hash;
            hash = pending > 1 ? AddTailWord(hash, _pending1) : hash;
            hash = pending > 2 ? AddTailWord(hash, _pending2) : hash;

            if (tail.Length >= sizeof(uint))
            {
                hash ^= BinaryPrimitives.ReadUInt32LittleEndian(tail) * Prime1;
                hash = (BitOperations.RotateLeft(hash, 23) * Prime2) + Prime3;
                tail = tail[sizeof(uint)..];
            }

            foreach (var value in tail)
            {
                hash ^= value * Prime5;
                hash = BitOperations.RotateLeft(hash, 11) * Prime1;
            }

            hash = (hash ^ (hash >> 33)) * Prime2;
            hash = (hash ^ (hash >> 29)) * Prime3;
            return hash ^ (hash >> 32);
        }
    }

    private readonly ulong MergeLanes()
    {
        unchecked
        {
            var hash = BitOperations.RotateLeft(_lane0, 1) + BitOperations.RotateLeft(_lane1, 7)
                + BitOperations.RotateLeft(_lane2, 12) + BitOperations.RotateLeft(_lane3, 18);
            hash = ((hash ^ Round(0, _lane0)) * Prime1) + Prime4;
            hash = ((hash ^ Round(0, _lane1)) * Prime1) + Prime4;
            hash = ((hash ^ Round(0, _lane2)) * Prime1) + Prime4;
            return ((hash ^ Round(0, _lane3)) * Prime1) + Prime4;
        }
    }

    private static ulong AddTailWord(ulong hash, ulong word) =>
        unchecked((BitOperations.RotateLeft(hash ^ Round(0, word), 27) * Prime1) + Prime4);

    private static ulong Round(ulong lane, ulong word) =>
        unchecked(BitOperations.RotateLeft(lane + (word * Prime2), 31) * Prime1);
}
