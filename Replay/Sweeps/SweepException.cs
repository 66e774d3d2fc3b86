namespace Replay.Sweeps;

/// <summary>The folder that keeps a sweep cannot be used. The message names it, what is wrong and the mend.</summary>
public sealed class SweepException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Folder, fault, mend.</param>
    /// <param name="isDamaged">Whether the folder's files are at fault, not the one who named it.</param>
    /// <param name="isLocked">Whether another process uses it.</param>
    /// <param name="inner">What the system said; null where it said nothing.</param>
    public SweepException(string message, bool isDamaged = false, bool isLocked = false, Exception? inner = null)
        : base(message, inner)
    {
        IsDamaged = isDamaged;
        IsLocked = isLocked;
    }

    /// <summary>Whether the folder's files are at fault, not the one who named it.</summary>
    public bool IsDamaged { get; }

    /// <summary>Whether another process uses it.</summary>
    public bool IsLocked { get; }
}
