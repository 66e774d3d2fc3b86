using Adapters.Common.Parsing;
using Replay.Import.Grids;

namespace Replay.Import.Bybit;

/// <summary>Looks into the messages of an order book archive before they are read.</summary>
internal static class BybitBookScan
{
    /// <summary>The symbol of a message; false where the line is none.</summary>
    internal static bool TryFindSymbol(ReadOnlySpan<byte> line, out string symbol)
    {
        symbol = string.Empty;
        var json = new JsonScanner(line);
        if (!TryEnterData(ref json))
        {
            return false;
        }

        var isFirst = true;
        while (json.NextMember(ref isFirst, out var name) == JsonStep.Item)
        {
            if (name.SequenceEqual("s"u8))
            {
                if (json.TryReadString(out var text) && !text.IsEmpty && IsPlain(text))
                {
                    symbol = System.Text.Encoding.ASCII.GetString(text);
                }

                return symbol.Length > 0;
            }

            if (!json.TrySkipValue())
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Shows the numbers of a message to a probe, as far as it is one.</summary>
    internal static void Observe(ReadOnlySpan<byte> line, GridProbe probe)
    {
        var json = new JsonScanner(line);
        if (!TryEnterData(ref json))
        {
            return;
        }

        var isFirst = true;
        while (json.NextMember(ref isFirst, out var name) == JsonStep.Item)
        {
            if (name is not [(byte)'b' or (byte)'a'])
            {
                if (!json.TrySkipValue())
                {
                    return;
                }
            }
            else if (!TryObserveSide(ref json, probe))
            {
                return;
            }
        }
    }

    private static bool TryObserveSide(ref JsonScanner json, GridProbe probe)
    {
        var isFirst = true;
        if (!json.TryOpenArray())
        {
            return false;
        }

        JsonStep step;
        while ((step = json.NextElement(ref isFirst)) == JsonStep.Item)
        {
            var isFirstPart = true;
            if (!json.TryOpenArray()
                || json.NextElement(ref isFirstPart) != JsonStep.Item || !json.TryReadScalar(out var price)
                || json.NextElement(ref isFirstPart) != JsonStep.Item || !json.TryReadScalar(out var quantity)
                || json.NextElement(ref isFirstPart) != JsonStep.End)
            {
                return false;
            }

            probe.TryObservePrice(price);
            probe.TryObserveQuantity(quantity);
        }

        return step == JsonStep.End;
    }

    private static bool TryEnterData(ref JsonScanner json)
    {
        var isFirst = true;
        if (!json.TryOpenObject())
        {
            return false;
        }

        while (json.NextMember(ref isFirst, out var name) == JsonStep.Item)
        {
            if (name.SequenceEqual("data"u8))
            {
                return json.TryOpenObject();
            }

            if (!json.TrySkipValue())
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsPlain(ReadOnlySpan<byte> text) =>
        !text.ContainsAnyExceptInRange((byte)'-', (byte)'z') && !text.Contains((byte)'\\');
}
