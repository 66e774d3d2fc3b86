using System.Runtime.ExceptionServices;
using Journal;
using Journal.Reading;
using Replay.Backtests;

namespace Replay.Sweeps;

/// <summary>
/// The workers of a sweep: each takes the next item, runs it with a core, a venue and a reader of its own, and hands the
/// row over. What they share are the journal's pages in the kernel's cache, and nothing that is written.
/// </summary>
internal sealed class SweepCrew : IDisposable
{
    private readonly Lock _door = new();
    private readonly AutoResetEvent _news = new(initialState: false);
    private readonly SweepRequest _request;
    private readonly IReadOnlyList<SweepFold> _folds;
    private readonly IReadOnlyList<(int Point, int Fold)> _items;
    private readonly CancellationTokenSource _stop;
    private readonly Queue<SweepRow> _finished = new();
    private int _next = -1;
    private int _working;
    private ExceptionDispatchInfo? _failure;

    internal SweepCrew(
        SweepRequest request, IReadOnlyList<SweepFold> folds, IReadOnlyList<(int Point, int Fold)> items,
        CancellationToken token)
    {
        _request = request;
        _folds = folds;
        _items = items;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(token);
    }

    /// <summary>Runs all items, handing each row to the caller's thread as it comes.</summary>
    /// <exception cref="JournalException">The journal cannot be read: no point can be run.</exception>
    internal void Run(Action<SweepRow?> onRow)
    {
        var threads = new List<Thread>();
        _working = Math.Min(_request.Jobs, _items.Count);
        for (var i = 0; i < _working; i++)
        {
            threads.Add(new Thread(Work) { IsBackground = true, Name = $"sweep {i}" });
        }

        threads.ForEach(thread => thread.Start());
        try
        {
            while (Collect(onRow))
            {
                _news.WaitOne(TimeSpan.FromMilliseconds(250));
            }
        }
        finally
        {
            // Also where a row could not be kept: nobody works for a caller that is gone.
            _stop.Cancel();
            threads.ForEach(thread => thread.Join());
        }

        _failure?.Throw();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stop.Dispose();
        _news.Dispose();
    }

    private bool Collect(Action<SweepRow?> onRow)
    {
        bool isWorking;
        lock (_door)
        {
            isWorking = _working > 0;
        }

        while (true)
        {
            SweepRow? row;
            lock (_door)
            {
                _finished.TryDequeue(out row);
            }

            onRow(row);
            if (row is null)
            {
                return isWorking;
            }
        }
    }

    private void Work()
    {
        try
        {
            var reader = JournalReader.Open(_request.JournalPath);
            int place;
            while (!_stop.IsCancellationRequested && (place = Interlocked.Increment(ref _next)) < _items.Count)
            {
                if (Run(reader, _items[place].Point, _folds[_items[place].Fold]) is { } row)
                {
                    HandOver(row);
                }
            }
        }
        catch (Exception exception)
        {
            // The thread's root: what is not of one point ends the sweep, on the caller's thread.
            lock (_door)
            {
                _failure ??= ExceptionDispatchInfo.Capture(exception);
            }

            _stop.Cancel();
        }
        finally
        {
            lock (_door)
            {
                _working--;
            }

            _news.Set();
        }
    }

    private void HandOver(SweepRow row)
    {
        lock (_door)
        {
            _finished.Enqueue(row);
        }

        _news.Set();
    }

    /// <summary>Both runs of a point; null where it was asked to stop before they were whole.</summary>
    private SweepRow? Run(JournalReader reader, int point, SweepFold fold)
    {
        try
        {
            var request = _request.RequestOf(point) with { OutPath = null, Layout = Sessions.RunLayout.Direct };
            var inSample = Run(reader, request with { Range = fold.InSample });
            var outOfSample = inSample is null ? null : Run(reader, request with { Range = fold.OutOfSample });
            return outOfSample is null ? null : new SweepRow(point, fold.Index, inSample, outOfSample, Error: null);
        }
        catch (Exception exception) when (IsOfThePoint(exception))
        {
            return new SweepRow(point, fold.Index, null, null, exception.Message.ReplaceLineEndings(" "));
        }
    }

    private SweepFigures? Run(JournalReader reader, BacktestRequest request)
    {
        var result = BacktestRunner.Run(request, reader, null, _stop.Token);
        return result.Interrupted ? null : SweepFigures.Of(result);
    }

    /// <summary>The journal, the disk and the memory are everybody's; the rest is what this point's parameters did.</summary>
    private static bool IsOfThePoint(Exception exception) =>
        exception is not (JournalException or IOException or OutOfMemoryException or OperationCanceledException);
}
