using Replay.Import.Files;

namespace Replay.Import.Csv;

/// <summary>A csv file opened, its header understood. One thread.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly LineReader _lines;
    private bool _hasFirst;
    private bool _isFirstCut;

    private CsvFile(LineReader lines, CsvLayout layout, CsvRow row)
    {
        _lines = lines;
        Layout = layout;
        Row = row;
    }

    /// <summary>The rows.</summary>
    internal LineReader Lines => _lines;

    /// <summary>Where the fields stand.</summary>
    internal CsvLayout Layout { get; }

    /// <summary>The row read last.</summary>
    internal CsvRow Row { get; }

    /// <summary>
    /// Whether the file ended inside its last row, or may have: nothing shows that the row is whole. It is not read.
    /// </summary>
    internal bool WasCut { get; private set; }

    /// <summary>Opens a file and finds its columns.</summary>
    internal static CsvFile Open(string path, CsvSchema schema, CsvOptions? options)
    {
        var lines = new LineReader(InputFile.Open(path));
        try
        {
            if (!lines.TryRead(out var first))
            {
                throw ImportException.BadData(path, 0, "is empty", "fetch it again");
            }

            var isHeader = CsvLayout.IsHeader(first, schema);
            var layout = CsvLayout.Resolve(schema, options?.Columns ?? [], isHeader ? first : default, path);
            var file = new CsvFile(lines, layout, new CsvRow(layout, path, schema));
            file.TakeFirst(isHeader ? default : first);
            if (file._hasFirst)
            {
                CsvDay.Find(file.Row, schema, options, path);
            }

            return file;
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
        if (_hasFirst)
        {
            _hasFirst = false;
            WasCut = _isFirstCut;
            return !WasCut;
        }

        while (_lines.TryRead(out var line))
        {
            if (!line.IsEmpty)
            {
                WasCut = IsCut();
                Row.Set(line, _lines.Row);
                return !WasCut;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public void Dispose() => _lines.Dispose();

    /// <summary>Keeps the first row that is not blank: it shows what the times are.</summary>
    private void TakeFirst(ReadOnlySpan<byte> line)
    {
        var isMore = true;
        while (line.IsEmpty && isMore)
        {
            isMore = _lines.TryRead(out line);
        }

        if (!line.IsEmpty)
        {
            _hasFirst = true;
            _isFirstCut = IsCut();
            Row.Set(line, _lines.Row);
        }
    }

    private bool IsCut() => _lines.EndedInsideLine && !_lines.File.ProvesItsEnd;
}
