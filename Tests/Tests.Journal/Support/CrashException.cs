namespace Tests.Journal.Support;

/// <summary>The machine has stopped here.</summary>
internal sealed class CrashException : Exception
{
}
