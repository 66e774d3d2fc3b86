using System.Buffers.Text;

namespace Replay.Import.Capture;

/// <summary>A line of a recording: <c>local-time-ns message</c>.</summary>
internal static class CaptureLine
{
    /// <summary>Splits a line.</summary>
    /// <returns>False where it does not start with a time and a blank.</returns>
    internal static bool TrySplit(ReadOnlySpan<byte> line, out long localTimeNs, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (!Utf8Parser.TryParse(line, out localTimeNs, out var length) || localTimeNs <= 0
            || length >= line.Length || line[length] != (byte)' ')
        {
            return false;
        }

        message = line[(length + 1)..];
        return true;
    }
}
