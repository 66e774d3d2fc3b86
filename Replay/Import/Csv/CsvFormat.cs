using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Import.Grids;
using Replay.Import.Sources;

namespace Replay.Import.Csv;

/// <summary>A format of rows and commas: the user's own, or one whose columns a venue has fixed. Stateless.</summary>
internal sealed class CsvFormat : ImportFormat
{
    private readonly CsvSchema? _schema;

    /// <summary>Makes a format.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="schema">Its columns; null where the request names them.</param>
    internal CsvFormat(string name, string description, CsvSchema? schema)
    {
        Name = name;
        Description = description;
        _schema = schema;
    }

    /// <inheritdoc />
    internal override string Name { get; }

    /// <inheritdoc />
    internal override string Description { get; }

    /// <inheritdoc />
    internal override void Probe(PlannedFile file, ImportRequest request, Func<string, GridProbe> probeOf)
    {
        var schema = SchemaOf(request);
        using var csv = CsvFile.Open(file.Path, schema, ColumnsOf(request));
        var probe = probeOf(file.Symbols[0]);
        var fields = CsvGridFields.Of(schema.Kind).Where(field => csv.Row.Has(field.Field)).ToArray();
        while (csv.TryRead())
        {
            foreach (var (field, isPrice) in fields)
            {
                var text = csv.Row.Text(field);
                if (!(isPrice ? probe.TryObservePrice(text) : probe.TryObserveQuantity(text)))
                {
                    throw csv.Row.Refuse($"'{CsvRow.Show(text)}' in '{csv.Row.NameOf(field)}' is not a plain decimal number");
                }
            }
        }
    }

    /// <inheritdoc />
    internal override ImportSource Open(
        PlannedFile file, IReadOnlyList<Instrument> instruments, ImportRequest request, ImportSummary summary)
    {
        var schema = SchemaOf(request);
        var csv = CsvFile.Open(file.Path, schema, ColumnsOf(request));
        var mapper = CsvMapper.Create(schema.Kind, instruments[0], IntervalOf(request, csv.Row), summary);
        return new CsvSource(csv, mapper, instruments[0], schema.Kind == CsvKind.Levels, request, summary);
    }

    private BarInterval IntervalOf(ImportRequest request, CsvRow row)
    {
        // The venue's own bar files say their length in each row; the user's option is for those that do not.
        var saysItself = _schema is { Kind: CsvKind.Bars } && row.Has(CsvField.CloseTime);
        return saysItself ? BarInterval.None : request.Interval;
    }

    private CsvSchema SchemaOf(ImportRequest request)
    {
        if (_schema is not null)
        {
            return _schema;
        }

        var options = request.Csv ?? throw ImportException.Usage(
            "--kind", "csv does not say what its rows are", "give --kind bars|trades|quotes|levels|funding|mark|oi");
        return CsvSchema.Usual(options.Kind, options.TimeUnit);
    }

    private static IReadOnlyList<string> ColumnsOf(ImportRequest request) => request.Csv?.Columns ?? [];
}
