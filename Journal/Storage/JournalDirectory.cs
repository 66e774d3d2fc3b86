using Journal.Format;

namespace Journal.Storage;

/// <summary>
/// The directory of a journal from its making to its end: who may write it, under which name it lies meanwhile. One
/// thread.
/// </summary>
internal sealed class JournalDirectory : IDisposable
{
    internal const string PartialSuffix = ".partial";

    private readonly string _target;
    private readonly JournalLock _lock;

    private JournalDirectory(string target, string working, JournalLock taken)
    {
        _target = target;
        Working = working;
        _lock = taken;
    }

    /// <summary>Where the files are now.</summary>
    internal string Working { get; private set; }

    /// <summary>Makes the directory of a journal that gets its name when it is complete.</summary>
    /// <exception cref="JournalException">The name is taken, the parent is missing, or another process is at
    /// it.</exception>
    internal static JournalDirectory CreatePartial(string directory)
    {
        var target = Normalize(directory);
        RequireFree(target);
        RequireParent(target);
        var working = target + PartialSuffix;
        Make(working);
        var taken = JournalLock.Take(working);
        try
        {
            // What an earlier command left unfinished is worth nothing: it is made again from the same input.
            ClearUnfinished(working);
            return new JournalDirectory(target, working, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Takes the directory of a journal that was left unfinished, with all that is in it.</summary>
    /// <exception cref="JournalException">The name is taken, there is nothing to go on with (Usage), or another process
    /// is at it.</exception>
    internal static JournalDirectory ResumePartial(string directory)
    {
        var target = Normalize(directory);
        RequireFree(target);
        var working = target + PartialSuffix;
        if (!Directory.Exists(working))
        {
            throw new JournalException(
                JournalErrorCategory.Usage, working, "there is nothing to go on with",
                "run the command without --resume");
        }

        return new JournalDirectory(target, working, JournalLock.Take(working));
    }

    /// <summary>Makes the directory of a live journal.</summary>
    /// <exception cref="JournalException">The name is taken, the parent is missing, or another process is at
    /// it.</exception>
    internal static JournalDirectory CreateLive(string directory)
    {
        var target = Normalize(directory);
        RequireParent(target);
        Make(target);
        var taken = JournalLock.Take(target);
        try
        {
            RequireFree(target);
            return new JournalDirectory(target, target, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Takes the directory of a live journal that may be there already.</summary>
    /// <exception cref="JournalException">The parent is missing, or another process is at it.</exception>
    internal static JournalDirectory OpenLive(string directory)
    {
        var target = Normalize(directory);
        RequireParent(target);
        Make(target);
        var taken = JournalLock.Take(target);
        try
        {
            if (!HoldsJournal(target))
            {
                RequireFree(target);
            }

            return new JournalDirectory(target, target, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Gives a complete journal its name.</summary>
    internal void Publish()
    {
        if (Working == _target)
        {
            return;
        }

        StorageErrors.Guard(_target, "give the journal its name", () =>
        {
            if (Directory.Exists(_target))
            {
                Directory.Delete(_target);
            }

            Directory.Move(Working, _target);
            return true;
        });
        Working = _target;

        // The lock's file goes last, so that at no time a second writer finds the directory free.
        File.Delete(Path.Combine(_target, JournalLock.FileName));
        DirectorySync.Sync(_target);
        DirectorySync.Sync(ParentOf(_target));
    }

    /// <summary>Removes a journal that is not complete.</summary>
    internal void Discard()
    {
        if (Working != _target)
        {
            StorageErrors.Guard(Working, "delete", () =>
            {
                Directory.Delete(Working, recursive: true);
                return true;
            });
        }
    }

    public void Dispose() => _lock.Dispose();

    private static string Normalize(string directory) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));

    private static string ParentOf(string directory) => Path.GetDirectoryName(directory) ?? directory;

    private static void RequireFree(string target)
    {
        if (File.Exists(target))
        {
            throw new JournalException(
                JournalErrorCategory.Usage, target, "there is a file of that name", "choose another directory");
        }

        if (!Directory.Exists(target))
        {
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(target))
        {
            var name = Path.GetFileName(entry);
            if (name != JournalLock.FileName && !SegmentName.IsTemporary(name))
            {
                throw new JournalException(
                    JournalErrorCategory.Usage, target, "the directory is not empty and a journal is never overwritten",
                    "choose another directory, or delete this one");
            }
        }
    }

    private static bool HoldsJournal(string target)
    {
        foreach (var entry in Directory.EnumerateFiles(target))
        {
            if (SegmentName.TryParse(Path.GetFileName(entry), out _, out _))
            {
                return true;
            }
        }

        return false;
    }

    private static void RequireParent(string target)
    {
        if (!Directory.Exists(ParentOf(target)))
        {
            throw new JournalException(
                JournalErrorCategory.Usage, target, $"the directory {ParentOf(target)} does not exist",
                "create it first");
        }
    }

    private static void Make(string directory) => StorageErrors.Guard(directory, "create the directory", () =>
    {
        if (File.Exists(directory))
        {
            throw new JournalException(
                JournalErrorCategory.Usage, directory, "there is a file of that name", "choose another directory");
        }

        Directory.CreateDirectory(directory);
        return true;
    });

    private static void ClearUnfinished(string working)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(working))
        {
            var name = Path.GetFileName(entry);
            if (name == JournalLock.FileName)
            {
                continue;
            }

            if (!SegmentName.IsOfJournal(name))
            {
                throw new JournalException(
                    JournalErrorCategory.Usage, working, $"it holds {name}, which no journal command made",
                    "move it away, or choose another directory");
            }

            StorageErrors.Guard(entry, "delete", () =>
            {
                File.Delete(entry);
                return true;
            });
        }
    }
}
