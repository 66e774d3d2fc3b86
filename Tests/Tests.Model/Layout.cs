using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tests.Model;

/// <summary>Describes wire structs and enums as lines of text, so that a table can pin them.</summary>
internal static class Layout
{
    internal static string Describe(Type type)
    {
        var lines = type.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .Select(field => (Offset: OffsetOf(field), Field: field))
            .OrderBy(row => row.Offset)
            .ThenBy(row => row.Field.Name, StringComparer.Ordinal)
            .Select(
                row => $"  {row.Offset,2} {SizeOf(row.Field.FieldType),2} {row.Field.FieldType.Name} {row.Field.Name}");
        return string.Join('\n', lines.Prepend($"{type.Name} {SizeOf(type)}"));
    }

    internal static string DescribeEnum(Type type)
    {
        // A kind's high byte is its class, so kinds read best in hexadecimal.
        var format = type.Name.EndsWith("Kind", StringComparison.Ordinal) ? "X" : "D";
        var lines = Enum.GetNames(type).Select(name => $"{Enum.Format(type, Enum.Parse(type, name), format)} {name}");
        return string.Join('\n', lines.Prepend($"{type.Name} {Enum.GetUnderlyingType(type).Name}"));
    }

    internal static int SizeOf(Type type) => RuntimeHelpers.SizeOf(type.TypeHandle);

    internal static int OffsetOf(FieldInfo field) => field.GetCustomAttribute<FieldOffsetAttribute>()!.Value;
}
