using Engine.Model.Numbers;
using FsCheck;

namespace Tests.Model;

/// <summary>Shapes the uniform draws of FsCheck so that every magnitude, not only the greatest, is tried.</summary>
internal static class Draw
{
    /// <summary>A number of up to 64 bits, each length equally likely.</summary>
    internal static long Long(DoNotSize<long> bits, byte shift) => bits.Item >> (shift % 64);

    internal static DecimalStep Step(DoNotSize<long> mantissa, byte scale) =>
        new(Math.Max(1, (mantissa.Item & long.MaxValue) >> (scale * 7 % 63)), scale % (DecimalStep.ScaleMax + 1));

    internal static string Text(long seed, int length, string alphabet)
    {
        var random = new SeededRandom(seed);
        return string.Create(length, random, (characters, source) =>
        {
            foreach (ref var character in characters)
            {
                character = alphabet[(int)source.NextBelow(alphabet.Length)];
            }
        });
    }
}
