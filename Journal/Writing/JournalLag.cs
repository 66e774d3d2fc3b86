namespace Journal.Writing;

/// <summary>How far a journal is behind those who write it. A snapshot.</summary>
/// <param name="UnwrittenEvents">Events that the kernel does not have yet: lost if the process dies now.</param>
/// <param name="UndurableEvents">Events that the device does not have yet: lost if the machine dies now.</param>
/// <param name="Behind">How old the oldest of them is at most; zero where there is none.</param>
public readonly record struct JournalLag(long UnwrittenEvents, long UndurableEvents, TimeSpan Behind);
