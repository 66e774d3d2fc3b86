using Replay.Import.Files;

namespace Replay.Import.Csv;

/// <summary>A csv file opened, its header understood. One thread.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly LineReader _lines;
    private byte[]? _firstRow;

    private CsvFile(LineReader lines) => _lines = lines;

    /// <summary>The rows.</summary>
    internal LineReader Lines => _lines;

    /// <summary>The row read last.</summary>
    internal required CsvRow Row { get; init; }

    /// <summary>Opens a file and finds its columns.</summary>
    internal static CsvFile Open(string path, CsvSchema schema, IReadOnlyList<string> columns)
    {
        var lines = new LineReader(InputFile.Open(path));
        try
        {
            if (!lines.TryRead(out var first))
            {
                throw ImportException.BadData(path, 0, "is empty", "fetch it again");
            }

            var isHeader = CsvLayout.IsHeader(first);
            var layout = CsvLayout.Resolve(schema, columns, isHeader ? first : default, path);
            return new CsvFile(lines)
            {
                Row = new CsvRow(layout, path, schema.TimeUnit),
                _firstRow = isHeader ? null : first.ToArray(),
            };
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row that is not blank.</summary>
    internal bool TryRead()
    {
        if (_firstRow is not null)
        {
            Row.Set(_firstRow, _lines.Row);
            _firstRow = null;
            return true;
        }

        while (_lines.TryRead(out var line))
        {
            if (!line.IsEmpty)
            {
                Row.Set(line, _lines.Row);
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public void Dispose() => _lines.Dispose();
}
