using System.Text.Json;
using Engine.Model.Events;

namespace Replay.Import;

/// <summary>How far an import was when it had handed out so many events: from there it can go on.</summary>
public sealed record ImportCheckpoint
{
    /// <summary>Events handed to the sink, definitions included.</summary>
    public required long Events { get; init; }

    /// <summary>Events by kind.</summary>
    public required Dictionary<EventKind, long> Kinds { get; init; }

    /// <summary>The first event's time, ns.</summary>
    public required long FirstTimeNs { get; init; }

    /// <summary>What was added to the recorder's times, ns.</summary>
    public required long ClockShiftNs { get; init; }

    /// <summary>The files that were opened, in that order.</summary>
    public required IReadOnlyList<ImportPosition> Files { get; init; }

    /// <summary>What the caller wants to know again: by which journal, in which version.</summary>
    public string Owner { get; init; } = string.Empty;

    /// <summary>Writes a checkpoint so that it is whole or not there.</summary>
    public void Save(string path)
    {
        var temporary = path + ".tmp";
        using (var file = File.Create(temporary))
        {
            JsonSerializer.Serialize(file, this, ImportJsonContext.Default.ImportCheckpoint);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a checkpoint; null where it is none.</summary>
    public static ImportCheckpoint? TryLoad(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, ImportJsonContext.Default.ImportCheckpoint);
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
