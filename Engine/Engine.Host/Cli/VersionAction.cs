using System.CommandLine;
using System.CommandLine.Invocation;

namespace Engine.Host.Cli;

/// <summary>Prints the version: the one that journals carry, without the build's own marks.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"engine {EngineVersion.Text}");
        return ExitCode.Ok;
    }
}
