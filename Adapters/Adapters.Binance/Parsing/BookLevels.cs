using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Binance.Parsing;

/// <summary>Reads one side of a book: <c>[["price","quantity"], …]</c>.</summary>
internal static class BookLevels
{
    private const int WindowBytes = 32;

    // [" in front of the price, "," between, "] behind: as they lie in memory.
    private const int Opening = 2;
    private const int Between = 3;
    private const int Closing = 2;
    private const ushort OpeningText = '[' | ('"' << 8);
    private const uint BetweenText = '"' | (',' << 8) | ('"' << 16);
    private const uint BetweenMask = 0xFF_FFFF;
    private const ushort ClosingText = '"' | (']' << 8);

    // What any part of a level is looked at with ends within so many bytes, wherever in the window it begins.
    private const int LevelBytes = Opening + WindowBytes + DecimalGrid.CountedBytes;

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
    /// Books are most of all traffic: what does not fit this form ends the quick road, and costs nothing before.
    /// </remarks>
    /// <param name="text">The frame.</param>
    /// <param name="next">At the first level; behind the last one taken on return.</param>
    /// <param name="symbol">The grid.</param>
    /// <param name="template">The slot that each level starts from.</param>
    /// <param name="scratch">Where the levels go.</param>
    /// <param name="count">How many slots of it are in use.</param>
    /// <returns>How many are in use then.</returns>
    // On its own: within its callers the compiler's room for inlining ends in the middle of a level.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static int ReadPlain(
        ReadOnlySpan<byte> text, ref int next, in BinanceSymbol symbol, in Event template, Span<Event> scratch,
        int count)
    {
        // Copies, so that the compiler sees that no slot it writes changes them.
        var (prices, quantities) = (symbol.Price, symbol.Quantity);
        var position = next;
        var start = position;
        while ((uint)count < (uint)scratch.Length)
        {
            // A comma leads every level but the first.
            if (position > start && ((uint)position >= (uint)text.Length || text[position++] != (byte)','))
            {
                break;
            }

            if (!TryReadAtOnce(
                    text, position, in prices, in quantities, out var length, out var price, out var quantity)
                && !TryReadByNumber(text, position, in symbol, out length, out price, out quantity))
            {
                break;
            }

            position += length;
            next = position;
            Write(ref scratch[count++], in template, price, quantity);
        }

        return count;
    }

    /// <summary>Reads <c>["price","quantity"]</c> without blanks; the price is positive.</summary>
    /// <remarks>
    /// One look at 32 bytes finds where all digits end, so that no number has to be read before the next one is found.
    /// </remarks>
    /// <returns>False where it does not fit into the look, or stands at the end of the frame.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadAtOnce(
        ReadOnlySpan<byte> text, int start, in DecimalGrid prices, in DecimalGrid quantities, out int length,
        out long price, out long quantity)
    {
        (length, price, quantity) = (0, 0, 0);
        if (!Vector256.IsHardwareAccelerated || (uint)start > (uint)text.Length || text.Length - start < LevelBytes)
        {
            return false;
        }

        // What is no digit, one bit for each byte behind the opening; above them one more, for what goes on.
        var level = text.Slice(start, LevelBytes);
        var digits = Vector256.Create(level.Slice(Opening, WindowBytes)) - Vector256.Create((byte)'0');
        var others = Vector256.GreaterThan(digits, Vector256.Create((byte)9)).ExtractMostSignificantBits()
            | (1UL << WindowBytes);
        var point = BitOperations.TrailingZeroCount(others);
        var close = EndOfNumber(level, others, point);
        var second = close + Between;
        if (second >= WindowBytes || !Stands(level, 0, OpeningText) || !StandsBetween(level, Opening + close))
        {
            return false;
        }

        others = others >> second << second;
        var secondPoint = BitOperations.TrailingZeroCount(others);
        var secondClose = EndOfNumber(level, others, secondPoint);
        length = Opening + secondClose + Closing;
        return secondClose <= WindowBytes && Stands(level, Opening + secondClose, ClosingText)
            && prices.TryReadCounted(level[Opening..], point, Math.Max(close - point - 1, 0), out price) && price > 0
            && quantities.TryReadCounted(
                level[(Opening + second)..], secondPoint - second, Math.Max(secondClose - secondPoint - 1, 0),
                out quantity);
    }

    /// <summary>Where a number's digits end: at the first that is none, or behind a point at the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOfNumber(ReadOnlySpan<byte> level, ulong others, int point) =>
        level[Opening + point] == (byte)'.' ? BitOperations.TrailingZeroCount(others & (others - 1)) : point;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Stands(ReadOnlySpan<byte> level, int at, ushort two) =>
        BinaryPrimitives.ReadUInt16LittleEndian(level[at..]) == two;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool StandsBetween(ReadOnlySpan<byte> level, int at) =>
        (BinaryPrimitives.ReadUInt32LittleEndian(level[at..]) & BetweenMask) == BetweenText;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadByNumber(
        ReadOnlySpan<byte> text, int start, in BinanceSymbol symbol, out int length, out long price, out long quantity)
    {
        length = 0;
        price = 0;
        quantity = 0;
        if ((uint)(start + 1) >= (uint)text.Length
            || text[start] != (byte)'[' || text[start + 1] != (byte)'"'
            || !symbol.Price.TryReadQuoted(text, start + 2, out var close, out price)
            || price <= 0
            || (uint)(close + 2) >= (uint)text.Length || text[close + 1] != (byte)',' || text[close + 2] != (byte)'"'
            || !symbol.Quantity.TryReadQuoted(text, close + 3, out close, out quantity)
            || (uint)(close + 1) >= (uint)text.Length || text[close + 1] != (byte)']')
        {
            return false;
        }

        length = close + 2 - start;
        return true;
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
