using System.Runtime.CompilerServices;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>Reads one side of a book: <c>[["price","quantity"], …]</c>.</summary>
internal static class BookLevels
{
    /// <summary>Reads the array at the cursor into the scratch.</summary>
    /// <param name="json">At the array.</param>
    /// <param name="symbol">The grid.</param>
    /// <param name="template">The slot that each level starts from: time, flags, update ids.</param>
    /// <param name="scratch">Where the levels go.</param>
    /// <param name="frame">Its counts grow by what was read.</param>
    internal static ParseStatus Read(
        ref JsonScanner json, in BinanceSymbol symbol, in Event template, Span<Event> scratch, ref BinanceFrame frame)
    {
        if (!json.TryOpenArray())
        {
            return ParseStatus.Malformed;
        }

        var before = frame.Count;
        var position = json.Position;
        frame.Count = ReadPlain(json.Text, ref position, in symbol, in template, scratch, before);
        json.Position = position;

        var isFirst = frame.Count == before;
        while (true)
        {
            var step = json.NextElement(ref isFirst);
            if (step != JsonStep.Item)
            {
                return step == JsonStep.End ? ParseStatus.Ok : ParseStatus.Malformed;
            }

            if ((uint)frame.Count >= (uint)scratch.Length)
            {
                return ParseStatus.TooLong;
            }

            var status = ReadLevel(ref json, in symbol, ref frame.ResidueCount, out var price, out var quantity);
            if (status != ParseStatus.Ok)
            {
                return status;
            }

            Write(ref scratch[frame.Count++], in template, price, quantity);
        }
    }

    /// <summary>
    /// Takes levels exactly as the venue writes them, without blanks; stops before the first that is not so.
    /// </summary>
    /// <remarks>
    /// The cursor stays in a local here, and each byte is looked at once: books are most of all traffic.
    /// </remarks>
    /// <param name="text">The frame.</param>
    /// <param name="next">At the first level; behind the last one taken on return.</param>
    /// <param name="symbol">The grid.</param>
    /// <param name="template">The slot that each level starts from.</param>
    /// <param name="scratch">Where the levels go.</param>
    /// <param name="count">How many slots of it are in use.</param>
    /// <returns>How many are in use then.</returns>
    internal static int ReadPlain(
        ReadOnlySpan<byte> text, ref int next, in BinanceSymbol symbol, in Event template, Span<Event> scratch,
        int count)
    {
        var priceGrid = symbol.Price;
        var quantityGrid = symbol.Quantity;
        var position = next;
        var start = position;
        while ((uint)count < (uint)scratch.Length)
        {
            // A comma leads every level but the first.
            if (position > start && ((uint)position >= (uint)text.Length || text[position++] != (byte)','))
            {
                break;
            }

            if ((uint)(position + 1) >= (uint)text.Length
                || text[position] != (byte)'[' || text[position + 1] != (byte)'"'
                || !priceGrid.TryReadQuoted(text, position + 2, out var end, out var price)
                || price <= 0
                || (uint)(end + 2) >= (uint)text.Length || text[end + 1] != (byte)',' || text[end + 2] != (byte)'"'
                || !quantityGrid.TryReadQuoted(text, end + 3, out end, out var quantity)
                || (uint)(end + 1) >= (uint)text.Length || text[end + 1] != (byte)']')
            {
                break;
            }

            position = end + 2;
            next = position;
            Write(ref scratch[count++], in template, price, quantity);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ref Event slot, in Event template, long price, long quantity)
    {
        slot = template;
        slot.BookLevel.Price = new PriceTicks(price);
        slot.BookLevel.Quantity = new QtyLots(quantity);
    }

    private static ParseStatus ReadLevel(
        ref JsonScanner json, in BinanceSymbol symbol, ref int residueCount, out long price, out long quantity)
    {
        price = 0;
        quantity = 0;
        var isFirst = true;
        if (!json.TryOpenArray() || json.NextElement(ref isFirst) != JsonStep.Item)
        {
            return ParseStatus.Malformed;
        }

        var status = json.TryReadSteps(symbol.Price, out price);
        if (status != NumberStatus.Ok || json.NextElement(ref isFirst) != JsonStep.Item)
        {
            return Refusals.Of(status, ParseStatus.Malformed);
        }

        var quantityAt = json.Position;
        status = json.TryReadSteps(symbol.Quantity, out quantity);
        if (status == NumberStatus.OffGrid)
        {
            residueCount++;
            json.Position = quantityAt;
            status = json.TryReadScalar(out var text)
                ? symbol.TryReadResidue(text, out quantity)
                : NumberStatus.Malformed;
        }

        if (status != NumberStatus.Ok)
        {
            return Refusals.Of(status, ParseStatus.Malformed);
        }

        // Old recordings carry a third, empty element in each level.
        var step = json.NextElement(ref isFirst);
        while (step == JsonStep.Item)
        {
            step = json.TrySkipValue() ? json.NextElement(ref isFirst) : JsonStep.Malformed;
        }

        if (step == JsonStep.Malformed)
        {
            return ParseStatus.Malformed;
        }

        return price > 0 ? ParseStatus.Ok : ParseStatus.OutOfRange;
    }
}
