using System.Runtime.InteropServices;
using System.Text;
using Engine.Model.Commands;
using Engine.Model.Events;

namespace Tests.Replay.Processes;

/// <summary>A message between a session and the venue of its test, over a pipe.</summary>
internal sealed record WireMessage(WireKind Kind)
{
    private const int HeadBytes = 48;
    private const int NameBytes = 18;

    /// <summary>An order's name at the venue; empty for none.</summary>
    internal string Name { get; init; } = string.Empty;

    /// <summary>A question's number, a time, an epoch: by kind.</summary>
    internal long Number { get; init; }

    /// <summary>By kind.</summary>
    internal long Other { get; init; }

    internal Event[] Slots { get; init; } = [];

    internal Command Command { get; init; }

    /// <summary>Reads the next message.</summary>
    /// <returns>Null where the stream ends, also within a message.</returns>
    internal static WireMessage? Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        if (stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes)
        {
            return null;
        }

        var slots = new Event[head[1] | (head[2] << 8)];
        var body = MemoryMarshal.AsBytes(slots.AsSpan());
        var command = default(Command);
        var tail = (WireKind)head[0] == WireKind.Command
            ? MemoryMarshal.AsBytes(new Span<Command>(ref command))
            : body;
        return stream.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false) < tail.Length
            ? null
            : new WireMessage((WireKind)head[0])
            {
                Name = Encoding.ASCII.GetString(head.Slice(4, NameBytes)).TrimEnd('\0'),
                Number = MemoryMarshal.Read<long>(head[24..]),
                Other = MemoryMarshal.Read<long>(head[32..]),
                Slots = slots,
                Command = command,
            };
    }

    internal void Write(Stream stream)
    {
        var command = Command;
        var body = Kind == WireKind.Command
            ? MemoryMarshal.AsBytes(new ReadOnlySpan<Command>(in command))
            : MemoryMarshal.AsBytes<Event>(Slots);
        var bytes = new byte[HeadBytes + body.Length];
        bytes[0] = (byte)Kind;
        (bytes[1], bytes[2]) = ((byte)Slots.Length, (byte)(Slots.Length >> 8));
        Encoding.ASCII.GetBytes(Name, bytes.AsSpan(4, NameBytes));
        MemoryMarshal.Write(bytes.AsSpan(24), Number);
        MemoryMarshal.Write(bytes.AsSpan(32), Other);
        body.CopyTo(bytes.AsSpan(HeadBytes));
        stream.Write(bytes);
        stream.Flush();
    }
}
