using System.IO.Compression;

namespace Replay.Import.Files;

/// <summary>
/// A file to read, unpacked on the way when its name ends in <c>.gz</c> or <c>.zip</c>, and checked for being whole.
/// One thread.
/// </summary>
/// <remarks>
/// The framework's gzip and zip readers take a file that was cut short for one that has ended, and say nothing. So the
/// length and the checksum that a zip carries are compared at the end; gzip has <see cref="GzipContent" />.
/// </remarks>
internal sealed class InputFile : IDisposable
{
    // Text of market data shrinks to a tenth; what grows so much was made to fill a disk.
    private const long GrowthMax = 500;
    private const long SmallBytes = 256L << 20;
    private const int BufferSize = 1 << 15;

    private readonly FileStream _file;
    private readonly ZipArchive? _archive;
    private readonly Stream _content;
    private readonly long _expectedLength = -1;
    private readonly uint _expectedCrc;
    private uint _crc;
    private long _length;

    private InputFile(string path, FileStream file)
    {
        Path = path;
        _file = file;
        _content = file;
        if (HasEnding(".gz"))
        {
            RequireGzip();
            _content = new GzipContent(file);
        }
        else if (HasEnding(".zip"))
        {
            _archive = new ZipArchive(file, ZipArchiveMode.Read);
            var entry = SingleEntry(_archive);
            _expectedLength = entry.Length;
            _expectedCrc = entry.Crc32;
            _content = entry.Open();
        }
    }

    /// <summary>The path, as it was given.</summary>
    internal string Path { get; }

    /// <summary>Bytes on the disk.</summary>
    internal long SizeBytes => _file.Length;

    /// <summary>Whether the file itself shows that nothing of it is missing.</summary>
    internal bool ProvesItsEnd => _content != _file;

    /// <summary>Bytes of the disk's that are read.</summary>
    internal long PositionBytes => _file.Position;

    /// <summary>Opens a file.</summary>
    /// <exception cref="ImportException">
    /// It is not there or not permitted (usage), or not what its name says (bad data).
    /// </exception>
    internal static InputFile Open(string path)
    {
        if (FileKind.IsSpecial(path))
        {
            throw ImportException.Usage(
                path, "a pipe or a device, not a file", "write it into a file first: files are read more than once");
        }

        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
            return new InputFile(path, file);
        }
        catch (Exception exception) when (exception is InvalidDataException)
        {
            file?.Dispose();
            throw new ImportException(
                ImportErrorCategory.BadData,
                path,
                $"not a whole archive ({exception.Message.TrimEnd('.')})",
                "fetch it again",
                exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImportException(ImportErrorCategory.Usage, path, "no such file", "check the path", exception);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            file?.Dispose();
            var isFolder = Directory.Exists(path);
            var isUsers = isFolder || exception is UnauthorizedAccessException;
            throw new ImportException(
                isUsers ? ImportErrorCategory.Usage : ImportErrorCategory.Io,
                path,
                isFolder ? "a folder, not a file" : "cannot be read",
                "name a file that may be read",
                exception);
        }
        catch (ImportException)
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Reads on.</summary>
    /// <returns>How many bytes; 0 at the end, after the whole was checked.</returns>
    internal int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = _content.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new ImportException(
                ImportErrorCategory.BadData,
                $"{Path}, byte {_file.Position}",
                "cut short or damaged: its checksums do not hold",
                "fetch it again",
                exception);
        }
        catch (IOException exception)
        {
            throw new ImportException(
                ImportErrorCategory.Io, Path, $"reading failed ({exception.Message})", "check the disk", exception);
        }

        if (_content != _file)
        {
            Check(buffer[..count]);
        }

        return count;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _content.Dispose();
        _archive?.Dispose();
        _file.Dispose();
    }

    private void Check(ReadOnlySpan<byte> read)
    {
        _length += read.Length;
        if (_length > SmallBytes && _length / GrowthMax > SizeBytes)
        {
            throw ImportException.BadData(
                Path,
                0,
                $"{SizeBytes} bytes unpack to more than {_length}: that is no market data",
                "unpack it by hand if it is to be believed");
        }

        if (_expectedLength >= 0)
        {
            _crc = Crc32.Append(_crc, read);
            if (read.IsEmpty ? _length != _expectedLength || _crc != _expectedCrc : _length > _expectedLength)
            {
                throw ImportException.BadData(
                    Path,
                    0,
                    $"cut short or damaged: {_length} bytes unpacked, checksum or length differ from what it carries",
                    "fetch it again");
            }
        }
    }

    private void RequireGzip()
    {
        Span<byte> magic = stackalloc byte[2];
        if (_file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length
            || magic[0] != 0x1F || magic[1] != 0x8B)
        {
            throw ImportException.BadData(
                Path, 0, "its name ends in .gz but it is no gzip file", "rename it, or fetch it again");
        }

        _file.Position = 0;
    }

    private ZipArchiveEntry SingleEntry(ZipArchive archive)
    {
        var files = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToArray();
        return files.Length == 1
            ? files[0]
            : throw ImportException.BadData(
                Path, 0, $"{files.Length} files in the archive where one is expected", "unpack it");
    }

    private bool HasEnding(string ending) => Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
