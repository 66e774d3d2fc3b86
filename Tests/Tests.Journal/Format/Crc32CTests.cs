using System.Text;
using Journal.Format;

namespace Tests.Journal.Format;

internal sealed class Crc32CTests
{
    // RFC 3720 (iSCSI), appendix B.4, and the check value of the CRC catalogue.
    private static readonly (byte[] Bytes, uint Crc)[] Vectors =
    [
        ([], 0),
        (Encoding.ASCII.GetBytes("123456789"), 0xE306_9283),
        (new byte[32], 0x8A91_36AA),
        ([.. Enumerable.Repeat((byte)0xFF, 32)], 0x62A8_AB43),
        ([.. Enumerable.Range(0, 32).Select(i => (byte)i)], 0x46DD_794E),
        ([.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))], 0x113F_DB5C),
    ];

    [TestCaseSource(nameof(Vectors))]
    public void Compute_gives_the_published_values((byte[] Bytes, uint Crc) vector)
    {
        Assert.That(Crc32C.Compute(vector.Bytes), Is.EqualTo(vector.Crc));
    }

    [TestCaseSource(nameof(Vectors))]
    public void AppendSoftware_gives_the_published_values((byte[] Bytes, uint Crc) vector)
    {
        Assert.That(Crc32C.AppendSoftware(0, vector.Bytes), Is.EqualTo(vector.Crc));
    }

    // Lengths around the sizes where the interleaved parts begin, at every alignment of a word.
    [Test]
    public void AppendHardware_agrees_with_the_bitwise_definition_at_every_length_and_alignment()
    {
        var bytes = new byte[40_000];
        new Random(7).NextBytes(bytes);
        foreach (var length in new[] { 1, 7, 8, 9, 63, 64, 767, 768, 769, 1_600, 12_287, 12_288, 12_289, 30_000 })
        {
            for (var start = 0; start < 8; start++)
            {
                var block = bytes.AsSpan(start, length);
                Assert.That(Crc32C.AppendHardware(0, block), Is.EqualTo(Bitwise(block)), $"length {length} at {start}");
                Assert.That(Crc32C.AppendSoftware(0, block), Is.EqualTo(Bitwise(block)), $"length {length} at {start}");
            }
        }
    }

    [FsCheck.NUnit.Property]
    public bool Append_of_parts_is_the_checksum_of_the_whole(byte[] first, byte[] second)
    {
        byte[] whole = [.. first, .. second];

        return Crc32C.Append(Crc32C.Compute(first), second) == Crc32C.Compute(whole)
            && Crc32C.AppendSoftware(Crc32C.AppendSoftware(0, first), second) == Crc32C.Compute(whole);
    }

    private static uint Bitwise(ReadOnlySpan<byte> bytes)
    {
        var state = ~0u;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                state = (state & 1) != 0 ? (state >> 1) ^ 0x82F6_3B78 : state >> 1;
            }
        }

        return ~state;
    }
}
