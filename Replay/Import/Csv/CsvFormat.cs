using Engine.Model.Events;
using Engine.Model.Instruments;
using Replay.Import.Grids;
using Replay.Import.Sources;

namespace Replay.Import.Csv;

/// <summary>A format of rows and commas: the user's own, or one whose columns a venue has fixed. Stateless.</summary>
internal class CsvFormat : ImportFormat
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
    internal override bool HasReceiveTime =>
        _schema is not null && _schema.Fields.Any(spec => spec.Field == CsvField.LocalTime);

    /// <inheritdoc />
    internal override bool HoldsBooks(ImportRequest request) => SchemaOf(request).Kind == CsvKind.Levels;

    /// <inheritdoc />
    internal override PlannedFile Plan(ImportInput input, ImportRequest request, ImportSummary summary)
    {
        if (_schema is null || !_schema.Fields.Any(field => field.Field is CsvField.Symbol or CsvField.Exchange))
        {
            return base.Plan(input, request, summary);
        }

        using var file = CsvFile.Open(input.Path, _schema, request.Csv);
        var isThere = file.TryRead();
        var venue = isThere ? VenueOf(file.Row, _schema, input.Path, request) : VenueId.None;
        if ((input.Symbol ?? request.Symbol) is { } named)
        {
            return new PlannedFile(input.Path, [named], venue);
        }

        return isThere && file.Row.Has(CsvField.Symbol)
            ? new PlannedFile(input.Path, [SymbolOf(file.Row)], venue)
            : base.Plan(input, request, summary) with { Venue = venue };
    }

    /// <inheritdoc />
    internal override void Probe(PlannedFile file, ImportRequest request, Func<string, GridProbe> probeOf)
    {
        var schema = SchemaOf(request);
        using var csv = CsvFile.Open(file.Path, schema, request.Csv);
        var probe = probeOf(file.Symbols[0]);
        var columns = GridColumns(csv, schema);
        while (csv.TryRead())
        {
            try
            {
                if (!csv.Row.Has(CsvField.Symbol)
                    || csv.Row.IsSymbol(System.Text.Encoding.UTF8.GetBytes(file.Symbols[0])))
                {
                    Observe(csv, columns, schema, probe);
                }
            }
            catch (ImportException) when (request.IsLenient)
            {
                // The second pass counts it.
            }
        }
    }

    /// <inheritdoc />
    internal override ImportSource Open(
        PlannedFile file, IReadOnlyList<Instrument> instruments, SourceSetup setup)
    {
        var request = setup.Request;
        var schema = SchemaOf(request);
        RequireLinear(instruments[0]);
        var csv = CsvFile.Open(file.Path, schema, request.Csv);
        try
        {
            return Open(csv, schema, instruments[0], setup);
        }
        catch
        {
            csv.Dispose();
            throw;
        }
    }

    /// <summary>Makes the source of a file that is open.</summary>
    private protected virtual ImportSource Open(
        CsvFile file, CsvSchema schema, Instrument instrument, SourceSetup setup)
    {
        var mapper = MapperOf(file, schema, instrument, setup);
        return new CsvSource(file, schema, mapper, instrument, setup);
    }

    /// <summary>The columns that lie on the grid.</summary>
    private protected virtual IReadOnlyList<CsvGridColumn> GridColumns(CsvFile file, CsvSchema schema) =>
    [
        .. CsvGridFields.Of(schema.Kind)
            .Where(field => file.Row.Has(field.Field))
            .Select(field => new CsvGridColumn(file.Layout.IndexOf(field.Field), field.Field, field.IsPrice)),
    ];

    private static void Observe(
        CsvFile file, IReadOnlyList<CsvGridColumn> columns, CsvSchema schema, GridProbe probe)
    {
        foreach (var column in columns)
        {
            var text = file.Layout.HasParts ? file.Row.Text(column.Field) : file.Row.TextAt(column.Index);
            if (text.IsEmpty && schema.EmptyIsZero)
            {
                continue;
            }

            if (!(column.IsPrice ? probe.TryObservePrice(text) : probe.TryObserveQuantity(text)))
            {
                throw file.Row.Refuse(
                    $"'{CsvRow.Show(text)}' in '{file.Row.NameOf(column.Field)}' is not a decimal number");
            }
        }
    }

    private CsvMapper MapperOf(CsvFile file, CsvSchema schema, Instrument instrument, SourceSetup setup)
    {
        if (schema.Kind == CsvKind.Mark && file.Row.Has(CsvField.OpenInterest))
        {
            return new TickerMapper(instrument, setup.Facts);
        }

        // The venue's own bar files say their length in each row; the user's option is for those that do not.
        var saysItself = _schema is { Kind: CsvKind.Bars } && file.Row.Has(CsvField.CloseTime);
        var interval = saysItself ? BarInterval.None : setup.Request.Interval;
        return CsvMapper.Create(schema.Kind, instrument, interval, setup.Facts);
    }

    private CsvSchema SchemaOf(ImportRequest request)
    {
        if (_schema is not null)
        {
            return _schema;
        }

        var options = request.Csv ?? throw ImportException.Usage(
            "--kind",
            "csv does not say what its rows are",
            "give --kind bars|trades|quotes|levels|funding|mark|oi|liquidations");
        return CsvSchema.Usual(options.Kind, options.TimeUnit);
    }

    private static VenueId VenueOf(CsvRow row, CsvSchema schema, string path, ImportRequest request)
    {
        if (!row.Has(CsvField.Exchange))
        {
            return VenueId.None;
        }

        var name = CsvRow.Show(row.Text(CsvField.Exchange));
        var venue = schema.Exchanges.FirstOrDefault(exchange => exchange.Name == name).Venue;
        if (venue != VenueId.None && request.Venue is not (VenueId.None or VenueId.Simulated)
            && request.Venue != venue)
        {
            throw ImportException.Usage(
                path,
                $"its rows are of {name}, which is {venue.Name()}, and --venue says {request.Venue.Name()}",
                "leave --venue out");
        }

        return venue;
    }

    private static string SymbolOf(CsvRow row)
    {
        var text = row.Text(CsvField.Symbol);
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'-' or (byte)'_' or (byte)'/'
                or (byte)':' or (byte)'.'))
            {
                throw row.Refuse($"'{CsvRow.Show(text)}' is no symbol", "give --symbol, or SYMBOL=FILE");
            }
        }

        return text.IsEmpty
            ? throw row.Refuse("names no symbol", "give --symbol, or SYMBOL=FILE")
            : System.Text.Encoding.ASCII.GetString(text);
    }

    /// <summary>Sizes of inverse contracts are in quote currency, which lots of base currency cannot say.</summary>
    private static void RequireLinear(Instrument instrument)
    {
        if (instrument.Venue == VenueId.BybitLinear && instrument.Symbol.EndsWith("USD", StringComparison.Ordinal))
        {
            throw ImportException.Usage(
                instrument.Name,
                "an inverse contract, whose sizes are in USD",
                "import linear contracts: …USDT, …USDC");
        }
    }
}
