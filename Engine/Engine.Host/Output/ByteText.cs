using Replay.Statistics;

namespace Engine.Host.Output;

/// <summary>Sizes as people read them: 14.2 MB, in powers of ten.</summary>
internal static class ByteText
{
    private static readonly (double Size, string Name)[] Units = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")];

    public static string Of(long bytes)
    {
        foreach (var (size, name) in Units)
        {
            if (bytes >= size)
            {
                return $"{NumberText.Fixed(bytes / size, 1)} {name}";
            }
        }

        return $"{bytes} bytes";
    }
}
