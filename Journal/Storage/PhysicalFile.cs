using Microsoft.Win32.SafeHandles;

namespace Journal.Storage;

/// <summary>
/// A file of the operating system, read and written at positions, never mapped: a full disk is an error, not a signal.
/// </summary>
internal sealed class PhysicalFile : IJournalFile
{
    private readonly SafeFileHandle _handle;

    internal PhysicalFile(string path, FileMode mode, FileAccess access, FileOptions options = FileOptions.None,
        long reservedBytes = 0)
    {
        Path = path;

        // Readers may open what is being written and writers what is being read: the lock file alone keeps writers
        // apart.
        _handle = StorageErrors.Guard(path, access == FileAccess.Read ? "read" : "write", () =>
            File.OpenHandle(path, mode, access, FileShare.ReadWrite | FileShare.Delete, options, reservedBytes));
    }

    public string Path { get; set; }

    public long Length => StorageErrors.Guard(Path, "read", () => RandomAccess.GetLength(_handle));

    public int Read(Span<byte> destination, long offset)
    {
        try
        {
            var total = 0;
            while (total < destination.Length)
            {
                var count = RandomAccess.Read(_handle, destination[total..], offset + total);
                if (count == 0)
                {
                    break;
                }

                total += count;
            }

            return total;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.Translate(exception, Path, "read", offset);
        }
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        try
        {
            RandomAccess.Write(_handle, source, offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.Translate(exception, Path, "write", offset);
        }
    }

    public void BeginSync(long offset, long length) => Writeback.Begin(_handle, offset, length);

    public void Sync()
    {
        try
        {
            RandomAccess.FlushToDisk(_handle);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.Translate(exception, Path, "sync");
        }
    }

    public void SetLength(long length)
    {
        try
        {
            RandomAccess.SetLength(_handle, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.Translate(exception, Path, "set the length", length);
        }
    }

    public void Dispose() => _handle.Dispose();
}
