namespace Benchmarks.Ring.Textbook;

/// <summary>How a textbook processor waits.</summary>
/// <param name="IsYielding">Whether it yields after a hundred spins, rather than spin on.</param>
/// <param name="SeveralProducers">The multi-producer sequencer, if the ring has one.</param>
internal readonly record struct TextbookWait(bool IsYielding, TextbookMultiSequencer? SeveralProducers = null);
