using Engine.Host.Cli;
using Engine.Host.Progress;

namespace Tests.Host.Output;

internal sealed class ProgressLineTests
{
    private static readonly TerminalFacts Terminal = new(IsTerminal: true, HasColour: true, Width: 80);

    [Test]
    public void Report_without_a_terminal_writes_a_plain_line_every_ten_seconds()
    {
        var clock = new HandClock();
        using var error = new StringWriter { NewLine = "\n" };
        using var progress = new ProgressLine(Context(error, TerminalFacts.Plain), "trading", clock: clock);

        for (var second = 1; second <= 25; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            progress.Report(second * 1_000, 100_000);
        }

        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Is.EqualTo((string[])
        [
            "trading: 10 %  1,000 events/s  1m 30s left",
            "trading: 20 %  1,000 events/s  1m 20s left",
        ]));
    }

    [Test]
    public void Report_says_nothing_of_what_takes_less_than_two_seconds()
    {
        var clock = new HandClock();
        using var error = new StringWriter();
        using var progress = new ProgressLine(Context(error, Terminal), "trading", clock: clock);

        clock.Advance(TimeSpan.FromSeconds(1.9));
        progress.Report(50, 100);

        Assert.That(error.ToString(), Is.Empty);
    }

    [Test]
    public void Report_on_a_terminal_redraws_one_line_and_takes_it_away()
    {
        var clock = new HandClock();
        using var error = new StringWriter();
        var progress = new ProgressLine(Context(error, Terminal), "trading", clock: clock);

        clock.Advance(TimeSpan.FromSeconds(3));
        progress.Report(50, 100);
        progress.Dispose();

        Assert.Multiple(() =>
        {
            Assert.That(error.ToString(), Does.Contain("50 %").And.Not.Contain("\n"));
            Assert.That(error.ToString(), Does.EndWith("\r\u001b[2K"));
        });
    }

    [Test]
    public void Report_beside_json_is_silent()
    {
        var clock = new HandClock();
        using var error = new StringWriter();
        using var progress = new ProgressLine(Context(error, Terminal) with { IsJson = true }, "trading", clock: clock);

        clock.Advance(TimeSpan.FromMinutes(1));
        progress.Report(50, 100);

        Assert.That(error.ToString(), Is.Empty);
    }

    private static CommandContext Context(TextWriter error, TerminalFacts facts) =>
        new() { Out = TextWriter.Null, Error = error, ErrorFacts = facts };

    private sealed class HandClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;

        public override long GetTimestamp() => _ticks;
    }
}
