using System.Reflection.Metadata;

namespace Tests.Core.Mutation;

/// <summary>Which line of the source an instruction of an assembly comes from, by the symbols beside it.</summary>
internal sealed class SourceLines : IDisposable
{
    private readonly MetadataReaderProvider _symbols;

    /// <summary>Opens the symbols of an assembly.</summary>
    /// <param name="assembly">Its path.</param>
    internal SourceLines(string assembly) => _symbols =
        MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));

    /// <inheritdoc />
    public void Dispose() => _symbols.Dispose();

    /// <summary>
    /// File and line of a method's instructions, by their offset in it; null where the compiler has written it.
    /// </summary>
    internal Func<int, string>? Of(MethodDefinitionHandle method)
    {
        var reader = _symbols.GetMetadataReader();
        var points = reader.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints()
            .Where(point => !point.IsHidden).ToList();
        return points.Count == 0 ? null : offset =>
        {
            var point = points.FindLast(point => point.Offset <= offset);
            return point.Document.IsNil
                ? "no line"
                : $"{Path.GetFileName(reader.GetString(reader.GetDocument(point.Document).Name))}:{point.StartLine}";
        };
    }
}
