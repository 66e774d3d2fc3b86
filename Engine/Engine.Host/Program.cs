using Engine.Host.Cli;

// One process, one command. The streams are our own: UTF-8 whatever the locale says, and buffered, because a terminal's
// writer flushes after every line, which is slow for a journal of millions.
var standardOutput = ProcessStreams.OpenOutput();
using var standardError = ProcessStreams.OpenError();
using var stop = new StopSignals();
var environment = ProcessStreams.ReadEnvironment();
var context = new CommandContext
{
    OpenIn = () => Console.In,
    Out = standardOutput,
    Error = standardError,
    OutFacts = TerminalFacts.Detect(Console.IsOutputRedirected, environment),
    ErrorFacts = TerminalFacts.Detect(Console.IsErrorRedirected, environment),
    Environment = environment,
    Token = stop.Token,
};
var code = EngineCommandLine.Run(args, context);
return ProcessStreams.Close(standardOutput, code, context);
