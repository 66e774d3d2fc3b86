using Engine.Host.Cli;
using Replay.Statistics;

namespace Engine.Host.Progress;

/// <summary>
/// Says how far a long command is: on a terminal one line that is redrawn, else a plain line every ten seconds. Says
/// nothing of what takes less than two seconds, nor beside JSON. Called by the thread that does the work.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 24;
    private const string EraseLine = "\r\u001b[2K";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private readonly TextWriter _error;
    private readonly TerminalFacts _facts;
    private readonly string _what;
    private readonly string _unit;
    private readonly bool _isOff;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private TimeSpan _next;
    private bool _isDrawn;

    /// <summary>Starts the clock.</summary>
    /// <param name="context">Where it is said.</param>
    /// <param name="what">What is being done, in one word or two.</param>
    /// <param name="unit">What is counted, in the plural; bytes are shown in their own way.</param>
    /// <param name="clock">For tests; the system's where none is given.</param>
    public ProgressLine(CommandContext context, string what, string unit = "events", TimeProvider? clock = null)
    {
        _error = context.Error;
        _facts = context.ErrorFacts;
        _isOff = context.IsJson;
        _what = what;
        _unit = unit;
        _clock = clock ?? TimeProvider.System;
        _started = _clock.GetTimestamp();
        _next = _facts.IsTerminal ? Silence : PlainInterval;
    }

    /// <summary>How long it has been running.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    /// <summary>Says how far it is, where it is time to.</summary>
    /// <param name="done">What is done.</param>
    /// <param name="total">The whole; zero where it is not known.</param>
    public void Report(long done, long total)
    {
        if (_isOff)
        {
            return;
        }

        var elapsed = Elapsed;
        if (elapsed < _next)
        {
            return;
        }

        _next = elapsed + (_facts.IsTerminal ? RedrawInterval : PlainInterval);
        var text = Describe(done, total, elapsed);
        if (!_facts.IsTerminal)
        {
            _error.WriteLine($"{_what}: {text}");
            return;
        }

        _isDrawn = true;
        var line = $"{_what} {Bar(done, total)}{text}";
        _error.Write(EraseLine + line[..Math.Min(line.Length, _facts.Width - 1)]);
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_isDrawn)
        {
            _error.Write(EraseLine);
            _isDrawn = false;
        }
    }

    private static string Bar(long done, long total)
    {
        if (total <= 0)
        {
            return string.Empty;
        }

        var full = (int)Math.Clamp(done * (double)BarWidth / total, 0, BarWidth);
        return new string('━', full) + new string('╌', BarWidth - full) + ' ';
    }

    private string Describe(long done, long total, TimeSpan elapsed)
    {
        var rate = done / elapsed.TotalSeconds;
        var parts = new List<string>();
        if (total > 0)
        {
            parts.Add($"{Math.Min(100, 100 * done / total)} %");
        }
        else
        {
            parts.Add($"{NumberText.Count(done)} {_unit}");
        }

        parts.Add($"{NumberText.Count((long)rate)} {_unit}/s");
        if (total > done && rate > 0)
        {
            parts.Add($"{NumberText.Duration((total - done) / rate)} left");
        }

        return string.Join("  ", parts);
    }
}
