namespace Benchmarks.Ring.Textbook;

/// <summary>
/// The batch event processor of the original, specialised by struct handlers; it spins, or spins and yields.
/// </summary>
internal sealed class TextbookProcessor<THandler>
    where THandler : struct, ITextbookHandler
{
    private const int SpinsBeforeYield = 100;

    private readonly TextbookRing _ring;
    private readonly TextbookMultiSequencer? _severalProducers;
    private readonly TextbookSequence[] _dependents;
    private readonly bool _isYielding;
    private THandler _handler;
    private bool _isHalted;

    internal TextbookProcessor(
        TextbookRing ring, THandler handler, TextbookWait wait, params TextbookSequence[] dependents)
    {
        _ring = ring;
        _handler = handler;
        _severalProducers = wait.SeveralProducers;
        _isYielding = wait.IsYielding;
        _dependents = dependents;
    }

    internal TextbookSequence Sequence { get; } = new();

    internal void Halt() => Volatile.Write(ref _isHalted, true);

    internal void Run()
    {
        var next = Sequence.Value + 1;
        while (true)
        {
            var available = WaitFor(next);
            if (available < next)
            {
                if (Volatile.Read(ref _isHalted))
                {
                    return;
                }

                continue;
            }

            while (next <= available)
            {
                _handler.OnEvent(ref _ring[next], next, next == available);
                next++;
            }

            Sequence.SetValue(available);
        }
    }

    private long WaitFor(long sequence)
    {
        long available;
        var spins = SpinsBeforeYield;
        while ((available = Dependent()) < sequence)
        {
            if (Volatile.Read(ref _isHalted))
            {
                return available;
            }

            if (_isYielding && --spins < 0)
            {
                Thread.Yield();
            }
        }

        return _severalProducers is null ? available : _severalProducers.HighestPublished(sequence, available);
    }

    private long Dependent() => _dependents.Length == 1
        ? _dependents[0].Value
        : TextbookSequence.Minimum(_dependents, long.MaxValue);
}
