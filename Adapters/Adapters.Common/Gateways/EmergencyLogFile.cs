using System.Globalization;

namespace Adapters.Common.Gateways;

/// <summary>Appends lines to a file, each with the time and on the device before it returns. Any thread.</summary>
/// <remarks>Where the file fails, too, the line goes to the standard error stream: there is nowhere else.</remarks>
/// <param name="path">The file; made where it is not there.</param>
/// <param name="time">What time it is.</param>
public sealed class EmergencyLogFile(string path, TimeProvider time) : IEmergencyLog
{
    private readonly Lock _door = new();

    /// <inheritdoc />
    public void Write(string line)
    {
        var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var text = $"{now} {line}{Environment.NewLine}";
        lock (_door)
        {
            try
            {
                using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1);
                file.Write(System.Text.Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Console.Error.Write(text);
                Console.Error.WriteLine($"{path}: {exception.Message}");
            }
        }
    }
}
