namespace Tests.Journal.Support;

/// <summary>What of the frames' headers a writer is made to forget.</summary>
internal enum Sabotage
{
    None,
    Chain,
    Epoch,
    Watermark,
}
