using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tests.Core.Mutation;

/// <summary>
/// Finds every comparison and conditional branch in the compiled methods of a type, with what each could wrongly be.
/// </summary>
internal static class IlMutants
{
    private const byte LoadZero = 0x16;
    private const byte FirstOfTwo = 0xFE;
    private const byte CompareEqual = 0x01;
    private const int TinyHeaderBytes = 1;
    private const int FatHeaderBytes = 12;

    /// <summary>Of a branch or a comparison: what it is turned into, at its limit or altogether.</summary>
    private static readonly Dictionary<string, string[]> Turns = new()
    {
        ["beq"] = ["bne.un"],
        ["bne.un"] = ["beq"],
        ["brtrue"] = ["brfalse"],
        ["brfalse"] = ["brtrue"],
        ["bge"] = ["bgt", "blt"],
        ["bgt"] = ["bge", "ble"],
        ["ble"] = ["blt", "bgt"],
        ["blt"] = ["ble", "bge"],
        ["bge.un"] = ["bgt.un", "blt.un"],
        ["bgt.un"] = ["bge.un", "ble.un"],
        ["ble.un"] = ["blt.un", "bgt.un"],
        ["blt.un"] = ["ble.un", "bge.un"],
        ["ceq"] = ["cgt.un"],
        ["cgt"] = ["clt"],
        ["clt"] = ["cgt"],
        ["cgt.un"] = ["clt.un"],
        ["clt.un"] = ["cgt.un"],
    };

    private static readonly Dictionary<string, OpCode> ByName = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Name!);

    private static readonly Dictionary<int, OpCode> ByValue =
        ByName.Values.ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>All mutants of a type.</summary>
    /// <param name="image">The assembly.</param>
    /// <param name="type">The type's name.</param>
    /// <param name="lines">What says which line of the source an instruction comes from.</param>
    internal static IEnumerable<IlMutant> Of(byte[] image, string type, SourceLines lines)
    {
        using var file = new PEReader(ImmutableArray.Create(image));
        var metadata = file.GetMetadataReader();
        var found = new List<IlMutant>();
        var counts = new Dictionary<string, int>();
        foreach (var handle in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(definition => metadata.GetString(definition.Name) == type)
            .SelectMany(definition => definition.GetMethods()))
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0 && lines.Of(handle) is { } at)
            {
                found.AddRange(OfMethod(file, image, method, metadata.GetString(method.Name), counts, at));
            }
        }

        return found;
    }

    private static IEnumerable<IlMutant> OfMethod(
        PEReader file, byte[] image, MethodDefinition method, string name, Dictionary<string, int> counts,
        Func<int, string> lines)
    {
        var section = file.PEHeaders.SectionHeaders[
            file.PEHeaders.GetContainingSectionIndex(method.RelativeVirtualAddress)];
        var start = method.RelativeVirtualAddress - section.VirtualAddress + section.PointerToRawData;
        var isTiny = (image[start] & 3) == 2;
        start += isTiny ? TinyHeaderBytes : FatHeaderBytes;
        var length = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!.Length;
        for (var at = start; at < start + length;)
        {
            var value = image[at] == FirstOfTwo ? (FirstOfTwo << 8) | image[at + 1] : image[at];
            var code = ByValue[value];
            var number = counts.GetValueOrDefault(name) + 1;
            foreach (var mutant in Changes(image, at, code, $"{name} {number}"))
            {
                counts[name] = number;
                yield return mutant with { Line = lines(at - start) };
            }

            at += code.Size + OperandBytes(image, at + code.Size, code.OperandType);
        }
    }

    private static IEnumerable<IlMutant> Changes(byte[] image, int at, OpCode code, string place)
    {
        var isShort = code.Name!.EndsWith(".s", StringComparison.Ordinal);
        var name = isShort ? code.Name[..^2] : code.Name;
        if (!Turns.TryGetValue(name, out var turns))
        {
            yield break;
        }

        foreach (var turn in turns)
        {
            yield return new IlMutant(place, $"{name} → {turn}", at, Encode(ByName[isShort ? turn + ".s" : turn]));
        }

        // "a >= b" that is not branched upon is "not a < b": at the limit it is "a > b".
        var isNegated = name is "clt" or "cgt" && image[at + 2] == LoadZero && image[at + 3] == FirstOfTwo
            && image[at + 4] == CompareEqual;
        if (isNegated)
        {
            yield return new IlMutant(
                place, $"not {name} → {turns[0]}", at, [.. Encode(ByName[turns[0]]), 0x00, 0x00, 0x00]);
        }
    }

    private static byte[] Encode(OpCode code) =>
        code.Size == 1 ? [(byte)code.Value] : [FirstOfTwo, (byte)code.Value];

    private static int OperandBytes(byte[] image, int at, OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(image, at)),
        _ => 4,
    };
}
