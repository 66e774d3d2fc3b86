namespace Tests.Model.State;

/// <summary>XXH64 of seed 0, read off the specification step by step, one byte at a time.</summary>
internal static class XxHash64Twin
{
    private const ulong P1 = 11400714785074694791;
    private const ulong P2 = 14029467366897019727;
    private const ulong P3 = 1609587929392839161;
    private const ulong P4 = 9650029242287828579;
    private const ulong P5 = 2870177450012600261;

    internal static ulong Hash(byte[] input)
    {
        unchecked
        {
            var at = 0;
            ulong accumulator;
            if (input.Length < 32)
            {
                accumulator = P5;
            }
            else
            {
                ulong[] lanes = [P1 + P2, P2, 0, 0 - P1];
                for (; at + 32 <= input.Length; at += 32)
                {
                    for (var lane = 0; lane < 4; lane++)
                    {
                        lanes[lane] = Mix(lanes[lane], Read(input, at + (8 * lane), 8));
                    }
                }

                accumulator = Rotate(lanes[0], 1) + Rotate(lanes[1], 7) + Rotate(lanes[2], 12) + Rotate(lanes[3], 18);
                foreach (var lane in lanes)
                {
                    accumulator = ((accumulator ^ Mix(0, lane)) * P1) + P4;
                }
            }

            return Avalanche(Tail(accumulator + (ulong)input.Length, input, at));
        }
    }

    private static ulong Tail(ulong accumulator, byte[] input, int at)
    {
        unchecked
        {
            for (; at + 8 <= input.Length; at += 8)
            {
                accumulator = (Rotate(accumulator ^ Mix(0, Read(input, at, 8)), 27) * P1) + P4;
            }

            for (; at + 4 <= input.Length; at += 4)
            {
                accumulator = (Rotate(accumulator ^ (Read(input, at, 4) * P1), 23) * P2) + P3;
            }

            for (; at < input.Length; at++)
            {
                accumulator = Rotate(accumulator ^ (input[at] * P5), 11) * P1;
            }

            return accumulator;
        }
    }

    private static ulong Avalanche(ulong accumulator)
    {
        unchecked
        {
            accumulator = (accumulator ^ (accumulator >> 33)) * P2;
            accumulator = (accumulator ^ (accumulator >> 29)) * P3;
            return accumulator ^ (accumulator >> 32);
        }
    }

    private static ulong Mix(ulong lane, ulong word) => unchecked(Rotate(lane + (word * P2), 31) * P1);

    private static ulong Rotate(ulong value, int bits) => (value << bits) | (value >> (64 - bits));

    private static ulong Read(byte[] input, int at, int count)
    {
        ulong word = 0;
        for (var i = 0; i < count; i++)
        {
            word |= (ulong)input[at + i] << (8 * i);
        }

        return word;
    }
}
