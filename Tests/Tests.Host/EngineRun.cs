using System.Text.Json;
using Engine.Host.Cli;

namespace Tests.Host;

/// <summary>One command line, run in this process as a person would run it, and what it wrote.</summary>
internal sealed record EngineRun(int Code, string Out, string Error)
{
    /// <summary>The one line of an error, without its line break.</summary>
    public string ErrorLine
    {
        get
        {
            Assert.That(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1), Error);
            Assert.That(Error, Does.StartWith("error: "));
            return Error.TrimEnd('\n');
        }
    }

    /// <summary>The one JSON document on stdout.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Out);
            return document.RootElement.Clone();
        }
    }

    /// <summary>Runs a command line with nothing in its environment.</summary>
    public static EngineRun Of(params string[] arguments) => Of(new Dictionary<string, string>(), default, arguments);

    /// <summary>Runs a command line.</summary>
    public static EngineRun Of(
        IReadOnlyDictionary<string, string> environment, CancellationToken token, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var context = new CommandContext { Out = output, Error = error, Environment = environment, Token = token };
        var code = EngineCommandLine.Run(arguments, context);
        return new EngineRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that must succeed.</summary>
    public static EngineRun Ok(params string[] arguments)
    {
        var run = Of(arguments);
        Assert.That(run.Code, Is.Zero, run.Error);
        return run;
    }
}
