namespace Replay.Import.Csv;

/// <summary>Where a field stands in a row.</summary>
/// <param name="Index">The column, from 0.</param>
/// <param name="Name">Its name for messages.</param>
/// <param name="Part">Which part of it, from 0; −1 for the whole.</param>
/// <param name="Separator">What separates the parts.</param>
internal readonly record struct CsvColumn(int Index, string Name, int Part, byte Separator)
{
    /// <summary>Splits <c>column[0]/_</c> into the column and its part.</summary>
    internal static (string Column, int Part, byte Separator) ParsePart(string text)
    {
        // A header's own name may hold brackets (asks[0].price), so all of the form must be there.
        var open = text.LastIndexOf('[');
        if (open > 0 && text.Length >= 3 && text[^2] == '/' && text[^1] < 128 && text[^3] == ']'
            && int.TryParse(text.AsSpan(open + 1, text.Length - open - 4), out var part) && part >= 0)
        {
            return (text[..open], part, (byte)text[^1]);
        }

        return (text, -1, 0);
    }

    /// <summary>The field's text within its column.</summary>
    internal ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> column)
    {
        for (var part = 0; part < Part; part++)
        {
            var next = column.IndexOf(Separator);
            if (next < 0)
            {
                return default;
            }

            column = column[(next + 1)..];
        }

        var end = Part < 0 ? -1 : column.IndexOf(Separator);
        return end < 0 ? column : column[..end];
    }
}
