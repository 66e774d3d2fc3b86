using System.Buffers;
using Engine.Model.Numbers;
using Replay.Import.Csv;

namespace Replay.Import.Grids;

/// <summary>The finest step that numbers show: one unit of their last decimal place in use. One thread.</summary>
internal sealed class GridProbe
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("0123456789."u8);
    private int _priceScale = -1;
    private int _quantityScale = -1;

    /// <summary>Whether a price was seen.</summary>
    internal bool HasPrices => _priceScale >= 0;

    /// <summary>The tick that the prices show.</summary>
    internal DecimalStep Tick => new(1, Math.Max(_priceScale, 0));

    /// <summary>The lot that the quantities show; one where there were none.</summary>
    internal DecimalStep Lot => new(1, Math.Max(_quantityScale, 0));

    /// <summary>Takes a price into account.</summary>
    /// <returns>False where it is not a number that a grid can have.</returns>
    internal bool TryObservePrice(ReadOnlySpan<byte> text) => TryObserve(text, ref _priceScale);

    /// <summary>Takes a quantity into account.</summary>
    /// <returns>False where it is not a number that a grid can have.</returns>
    internal bool TryObserveQuantity(ReadOnlySpan<byte> text) => TryObserve(text, ref _quantityScale);

    private static bool TryObserve(ReadOnlySpan<byte> text, ref int scale)
    {
        Span<byte> expanded = stackalloc byte[ScientificText.SizeMax];
        return ScientificText.TryExpand(text, expanded, out var length)
            ? TryObservePlain(expanded[..length], ref scale)
            : TryObservePlain(text, ref scale);
    }

    private static bool TryObservePlain(ReadOnlySpan<byte> text, ref int scale)
    {
        var point = text.IndexOf((byte)'.');
        var digits = text.StartsWith("-"u8) ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExcept(Plain) || point != text.LastIndexOf((byte)'.'))
        {
            return false;
        }

        var places = point < 0 ? 0 : text[(point + 1)..].TrimEnd((byte)'0').Length;
        scale = Math.Max(scale, places);
        return places <= DecimalStep.ScaleMax;
    }
}
