namespace Benchmarks.Ring.Textbook;

/// <summary>The event handler of the original: one call per event.</summary>
internal interface ITextbookHandler
{
    void OnEvent(ref Payload data, long sequence, bool endOfBatch);
}
