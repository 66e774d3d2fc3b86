using Tests.Replay.Processes;

namespace Tests.Replay;

/// <summary>
/// The tests are a program too: started by itself it is the session that a test kills.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments) => SessionChild.Run(arguments);
}
