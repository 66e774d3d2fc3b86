namespace Journal.Compression;

/// <summary>What slots have in common: their key, and how many bytes each residual takes.</summary>
/// <param name="Key">The number of the key in the block's table.</param>
/// <param name="Lengths">Four bits for each field, the first lowest.</param>
internal readonly record struct SlotTemplate(int Key, uint Lengths)
{
    private const int FieldBits = 4;

    /// <summary>The bytes of all residuals.</summary>
    internal int TotalBytes
    {
        get
        {
            var total = 0;
            for (var lengths = Lengths; lengths != 0; lengths >>= FieldBits)
            {
                total += (int)(lengths & 15);
            }

            return total;
        }
    }

    internal int LengthOf(int field) => (int)(Lengths >> (FieldBits * field)) & 15;

    internal static uint LengthAt(int field, int bytes) => (uint)bytes << (FieldBits * field);

    /// <summary>Whether every residual of the other fits this one.</summary>
    internal bool Holds(SlotTemplate other)
    {
        for (var field = 0; field < SlotLayout.Fields; field++)
        {
            if (LengthOf(field) < other.LengthOf(field))
            {
                return false;
            }
        }

        return Key == other.Key;
    }
}
