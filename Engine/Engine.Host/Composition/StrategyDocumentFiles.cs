using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Model.Events.Payloads;

namespace Engine.Host.Composition;

/// <summary>Reads the documents that strategies are made of, and has each checked by the strategy itself.</summary>
internal static class StrategyDocumentFiles
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The documents of a strategy; none where it takes none.</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="paths">The files, with commas between; null where none is named.</param>
    /// <exception cref="UsageException">No file is named, one cannot be read, or is no such document.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(StrategyDescriptor strategy, string? paths)
    {
        if (!strategy.TakesDocument)
        {
            return [];
        }

        return string.IsNullOrWhiteSpace(paths)
            ? throw new UsageException(
                $"the strategy '{strategy.Name}' is made of a document; name it: --set {strategy.Name}.document=FILE")
            : [.. paths.Split(',').Select(path => ReadFile(strategy, path.Trim()))];
    }

    private static ReadOnlyMemory<byte> ReadFile(StrategyDescriptor strategy, string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            if (size > StrategyDocument.SizeBytesMax)
            {
                throw new UsageException(
                    $"{path}: has {size} bytes, and a document may have {StrategyDocument.SizeBytesMax}");
            }

            var bytes = File.ReadAllBytes(path).AsMemory();
            bytes = bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
            strategy.Create().OnDocument(bytes.Span);
            return bytes;
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException($"{path}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: the document cannot be read: {exception.Message}", exception);
        }
    }
}
