using Engine.Model.Events;
using Journal;
using Journal.Reading;

namespace Engine.Host.Composition;

/// <summary>What a journal says before its market opens.</summary>
internal static class JournalHead
{
    /// <summary>The names of the instruments that are defined before the first public event.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static IReadOnlyList<string> Instruments(string path)
    {
        var reader = JournalReader.Open(path);
        return [.. reader.ReadRegistry(FirstPublic(reader)).All.Select(instrument => instrument.Name)];
    }

    private static long FirstPublic(JournalReader reader)
    {
        using var cursor = reader.OpenEvents();
        while (cursor.TryReadFrame(out var frame))
        {
            for (var i = 0; i < frame.Length; i++)
            {
                if (frame[i].Class == EventClass.Public)
                {
                    return cursor.FirstSequence + i;
                }
            }
        }

        return cursor.NextSequence;
    }
}
