namespace Replay.Import.Files;

/// <summary>The checksum of gzip and zip (ISO 3309, reflected, polynomial 0xEDB88320), eight bytes a step.</summary>
internal static class Crc32
{
    private const int TableCount = 8;
    private const int TableSize = 256;
    private static readonly uint[] Tables = BuildTables();

    /// <summary>Goes on with a checksum; start from zero.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        var value = ~crc;
        var tables = Tables;
        while (data.Length >= 8)
        {
            value ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data);
            value = tables[(7 * TableSize) + (byte)value]
                ^ tables[(6 * TableSize) + (byte)(value >> 8)]
                ^ tables[(5 * TableSize) + (byte)(value >> 16)]
                ^ tables[(4 * TableSize) + (byte)(value >> 24)]
                ^ tables[(3 * TableSize) + data[4]]
                ^ tables[(2 * TableSize) + data[5]]
                ^ tables[TableSize + data[6]]
                ^ tables[data[7]];
            data = data[8..];
        }

        foreach (var octet in data)
        {
            value = tables[(byte)(value ^ octet)] ^ (value >> 8);
        }

        return ~value;
    }

    private static uint[] BuildTables()
    {
        var tables = new uint[TableCount * TableSize];
        for (var i = 0u; i < TableSize; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            tables[i] = value;
        }

        for (var i = TableSize; i < tables.Length; i++)
        {
            var before = tables[i - TableSize];
            tables[i] = tables[(byte)before] ^ (before >> 8);
        }

        return tables;
    }
}
