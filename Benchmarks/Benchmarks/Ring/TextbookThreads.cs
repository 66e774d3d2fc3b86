using Benchmarks.Ring.Textbook;

namespace Benchmarks.Ring;

/// <summary>The threads of textbook processors, to be stopped together.</summary>
internal sealed class TextbookThreads : IDisposable
{
    private readonly List<Thread> _threads = [];
    private Action? _halt;

    public void Dispose()
    {
        _halt?.Invoke();
        _threads.ForEach(thread => thread.Join());
    }

    internal void Start<THandler>(TextbookProcessor<THandler> processor)
        where THandler : struct, ITextbookHandler
    {
        _halt += processor.Halt;
        var thread = new Thread(processor.Run) { IsBackground = true };
        thread.Start();
        _threads.Add(thread);
    }
}
