using System.Text.Json;
using System.Text.Unicode;
using Engine.Model.Events.Payloads;
using Engine.Model.Units;

namespace Engine.Strategies.Conditions.Compiling;

/// <summary>Turns the text of a document into its tables.</summary>
internal static class DocumentCompiler
{
    private const int DepthMax = 32;
    private const int NameLengthMax = 64;
    private const int SignalsMax = 1_000;

    /// <exception cref="InvalidDataException">It is no such document: names the path.</exception>
    internal static ConditionDocument Compile(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > StrategyDocument.SizeBytesMax)
        {
            throw new InvalidDataException(
                $"$: has {utf8.Length} bytes, and at most {StrategyDocument.SizeBytesMax} are taken");
        }

        using var json = Parse(utf8);
        return Compile(new JsonPlace(json.RootElement, "$"));
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new InvalidDataException("$: is not UTF-8");
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthMax });
            var json = JsonDocument.ParseValue(ref reader);
            while (reader.Read())
            {
                // Nothing may follow: Read throws where something does.
            }

            return json;
        }
        catch (JsonException exception)
        {
            var (line, place) = (exception.LineNumber + 1, exception.BytePositionInLine + 1);
            throw new InvalidDataException($"$: is not JSON at line {line}, byte {place}", exception);
        }
    }

    private static ConditionDocument Compile(JsonPlace root)
    {
        root.RequireMembers(
            "$schema", "name", "description", "side", "signalsAtOnce", "confidence", "sections", "position");
        if (root.TryMember("description", out var description))
        {
            description.Text();
        }

        var side = SideOf(root.Member("side"));
        var signals = root.TryMember("signalsAtOnce", out var atOnce) ? atOnce.Whole(1, SignalsMax) : 3;
        var confidence = root.TryMember("confidence", out var sureness) ? sureness.Number(0, 1) : 1;
        var table = new IndicatorTable();
        var sections = SectionCompiler.Compile(root.Member("sections"), table, out var nodes);
        var position = PositionCompiler.Compile(root.Member("position"), table);
        return new ConditionDocument(sections, nodes, table.ToArray(), position)
        {
            Name = NameOf(root),
            Side = side,
            SignalsAtOnce = (int)signals,
            Confidence = confidence,
        };
    }

    private static Side SideOf(JsonPlace place)
    {
        var text = place.Text();
        return text switch
        {
            "long" => Side.Bid,
            "short" => Side.Ask,
            _ => throw place.Wrong($"'{text}' is not one of long, short"),
        };
    }

    private static string NameOf(JsonPlace root)
    {
        if (!root.TryMember("name", out var place))
        {
            return string.Empty;
        }

        var name = place.Text();
        return name.Length <= NameLengthMax
            ? name
            : throw place.Wrong($"has {name.Length} characters, and at most {NameLengthMax} are taken");
    }
}
