using Engine.Core;
using Engine.Host;
using Engine.Host.Cli;
using Journal;
using Replay.Import;
using Replay.Sessions;

namespace Tests.Host.Cli;

internal sealed class ErrorReportTests
{
    private static readonly TestCaseData[] Codes =
    [
        new(new UsageException("x"), ExitCode.Usage),
        new(new RunConfigurationException("x"), ExitCode.Usage),
        new(new JournalException(JournalErrorCategory.Usage, "j", "x"), ExitCode.Usage),
        new(new JournalException(JournalErrorCategory.Data, "j", "x"), ExitCode.BadData),
        new(new JournalException(JournalErrorCategory.Safety, "j", "x"), ExitCode.Refused),
        new(new JournalException(JournalErrorCategory.Io, "j", "x"), ExitCode.Environment),
        new(new ImportException(ImportErrorCategory.Usage, "f", "x"), ExitCode.Usage),
        new(new ImportException(ImportErrorCategory.BadData, "f", "x"), ExitCode.BadData),
        new(new ImportException(ImportErrorCategory.Io, "f", "x"), ExitCode.Environment),
        new(new UnauthorizedAccessException(), ExitCode.Usage),
        new(new DirectoryNotFoundException(), ExitCode.Usage),
        new(new InvalidDataException(), ExitCode.BadData),
        new(new IOException(), ExitCode.Environment),
        new(new CoreFaultException("x"), ExitCode.Internal),
        new(new InvalidOperationException(), ExitCode.Internal),
        new(new OperationCanceledException(), ExitCode.Interrupted),
    ];

    [TestCaseSource(nameof(Codes))]
    public void Write_answers_with_the_exit_code_of_the_fault(Exception exception, int code)
    {
        using var error = new StringWriter();

        var answer = ErrorReport.Write(exception, new CommandContext { Out = TextWriter.Null, Error = error });

        Assert.That(answer, Is.EqualTo(code));
    }

    [Test]
    public void Write_keeps_the_error_on_one_line()
    {
        using var error = new StringWriter { NewLine = "\n" };

        ErrorReport.Write(
            new UsageException("first\nsecond\r\nthird"), new CommandContext { Out = TextWriter.Null, Error = error });

        Assert.That(error.ToString(), Is.EqualTo("error: first second third\n"));
    }

    [Test]
    public void Write_of_an_internal_error_says_so_and_names_the_type()
    {
        using var error = new StringWriter();

        ErrorReport.Write(
            new CoreFaultException("no cash", 7), new CommandContext { Out = TextWriter.Null, Error = error });

        Assert.That(error.ToString(), Does.StartWith("error: internal error").And.Contain("event 7: no cash"));
    }

    [Test]
    public void Output_that_the_shell_has_closed_is_an_error_of_one_line()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var context = new CommandContext { Out = TextWriter.Null, Error = error };

        var code = ProcessStreams.Close(new ClosedWriter(), 0, context);

        Assert.That(code, Is.EqualTo(5));
        Assert.That(error.ToString(), Is.EqualTo(
            "error: standard output is closed: what the command had to say is lost\n"));
    }

    private sealed class ClosedWriter : StringWriter
    {
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            throw new UnauthorizedAccessException("denied");
        }
    }
}
