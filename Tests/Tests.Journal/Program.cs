using Tests.Journal.Processes;

namespace Tests.Journal;

/// <summary>
/// The tests are a program too: started by itself it is the child process that a test kills, stops or traces.
/// </summary>
internal static class Program
{
    private static int Main() => JournalChild.Run();
}
