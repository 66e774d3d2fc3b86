using System.Text;

namespace Journal;

/// <summary>
/// A journal cannot be made, written or read. The message is one line that names file, place and mend.
/// </summary>
public sealed class JournalException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="category">Whose fault it is.</param>
    /// <param name="path">The file or directory.</param>
    /// <param name="what">What is wrong, without the path.</param>
    /// <param name="mend">What to do about it; empty where nothing helps.</param>
    /// <param name="offset">The byte in the file; null where the whole file is meant.</param>
    /// <param name="inner">What the system said.</param>
    public JournalException(
        JournalErrorCategory category, string path, string what, string mend = "", long? offset = null,
        Exception? inner = null)
        : base(Compose(path, what, mend, offset), inner)
    {
        Category = category;
        What = what;
        Path = path;
        Offset = offset;
        Mend = mend;
    }

    /// <summary>Whose fault it is.</summary>
    public JournalErrorCategory Category { get; }

    /// <summary>What is wrong, without the path.</summary>
    public string What { get; }

    /// <summary>The file or directory.</summary>
    public string Path { get; }

    /// <summary>The byte in the file; null where the whole file is meant.</summary>
    public long? Offset { get; }

    /// <summary>What to do about it; empty where nothing helps.</summary>
    public string Mend { get; }

    /// <summary>The place of the damage, where it is damage.</summary>
    public JournalFault? Fault { get; private init; }

    /// <summary>The error of a journal that is damaged at a place.</summary>
    /// <param name="directory">The journal.</param>
    /// <param name="fault">The place.</param>
    public static JournalException Damaged(string directory, JournalFault fault) => At(
        directory, fault, string.Empty, "restore the file from a copy; `engine journal verify` tells the extent");

    /// <summary>The error of a stream that ends before it is whole: torn, or damaged.</summary>
    /// <param name="directory">The journal.</param>
    /// <param name="end">How it ends.</param>
    /// <param name="fault">The place.</param>
    public static JournalException NotWhole(string directory, JournalEnd end, JournalFault fault) =>
        end == JournalEnd.TornTail
            ? At(
                directory, fault, "a torn tail: ",
                "`engine journal repair` cuts it and keeps what was cut, or restore the file from a copy")
            : Damaged(directory, fault);

    private static JournalException At(string directory, JournalFault fault, string kind, string mend)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new JournalException(
            JournalErrorCategory.Data,
            System.IO.Path.Combine(directory, fault.Segment),
            $"{kind}{fault.What} ({fault.EventsBefore} slots before it are whole)",
            mend,
            fault.Offset)
        {
            Fault = fault,
        };
    }

    private static string Compose(string path, string what, string mend, long? offset)
    {
        var text = new StringBuilder(path);
        if (offset is { } at)
        {
            text.Append(" at byte ").Append(at);
        }

        text.Append(": ").Append(what);
        if (mend.Length > 0)
        {
            text.Append("; ").Append(mend);
        }

        return text.ToString();
    }
}
