using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Engine.Host.Purity;

/// <summary>Reads from a method's body the types and members that its instructions name.</summary>
internal static class InstructionTokens
{
    private const byte TwoBytePrefix = 0xFE;

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    /// <summary>Returns the operands of the body that name a type, a member or a signature, in order.</summary>
    /// <exception cref="InvalidDataException">The body holds an instruction that does not exist.</exception>
    public static List<EntityHandle> Read(BlobReader body)
    {
        var handles = new List<EntityHandle>();
        while (body.RemainingBytes > 0)
        {
            int code = body.ReadByte();
            if (code == TwoBytePrefix)
            {
                code = (code << 8) | body.ReadByte();
            }

            if (!Operands.TryGetValue(code, out var operand))
            {
                throw new InvalidDataException($"unknown instruction 0x{code:X}");
            }

            if (IsToken(operand))
            {
                handles.Add(MetadataTokens.EntityHandle(body.ReadInt32()));
            }
            else
            {
                Skip(ref body, operand);
            }
        }

        return handles;
    }

    private static bool IsToken(OperandType operand) => operand is OperandType.InlineField or OperandType.InlineMethod
        or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineSig;

    private static void Skip(ref BlobReader body, OperandType operand)
    {
        switch (operand)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                body.Offset += sizeof(byte);
                break;
            case OperandType.InlineVar:
                body.Offset += sizeof(short);
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                body.Offset += sizeof(long);
                break;
            case OperandType.InlineSwitch:
                var targets = body.ReadInt32();
                body.Offset += targets * sizeof(int);
                break;
            default:
                body.Offset += sizeof(int);
                break;
        }
    }
}
