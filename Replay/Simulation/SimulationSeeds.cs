using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Replay.Simulation;

/// <summary>Runs many seeds, each by itself, on as many threads as are asked for.</summary>
public sealed class SimulationSeeds : IDisposable
{
    private readonly Lock _door = new();
    private readonly AutoResetEvent _news = new(initialState: false);
    private readonly SimulationOptions _options;
    private readonly SimulationTotals _totals;
    private readonly CancellationToken _token;
    private readonly long _last;
    private long _next;
    private int _working;
    private ExceptionDispatchInfo? _failure;

    private SimulationSeeds(long first, long last, SimulationOptions options, CancellationToken token)
    {
        _options = options;
        _token = token;
        _next = first - 1;
        _last = last;
        _totals = new SimulationTotals(first, last);
    }

    /// <summary>Runs the seeds from first to last.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="last">The last seed, it too; not before the first.</param>
    /// <param name="jobs">How many run at once.</param>
    /// <param name="options">What is the same for all.</param>
    /// <param name="progress">Told on the caller's thread, now and then; null for nobody.</param>
    /// <param name="token">Stops after the seeds in hand; what is complete counts.</param>
    public static SimulationResult Run(
        long first, long last, int jobs, SimulationOptions options, IProgress<SimulationProgress>? progress,
        CancellationToken token)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        ArgumentNullException.ThrowIfNull(options);
        using var seeds = new SimulationSeeds(first, last, options, token);
        return seeds.Run(jobs, progress);
    }

    /// <summary>Runs one seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="options">The market.</param>
    /// <param name="listener">Hears every event; null for nobody.</param>
    public static SimulationVerdict RunOne(long seed, SimulationOptions options, ISimulationListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return SimulationRun.Run(seed, options, listener: listener);
    }

    /// <inheritdoc />
    public void Dispose() => _news.Dispose();

    private SimulationResult Run(int jobs, IProgress<SimulationProgress>? progress)
    {
        var threads = new List<Thread>();
        _working = (int)Math.Min(jobs, _last - _next);
        for (var i = 0; i < _working; i++)
        {
            threads.Add(new Thread(Work) { IsBackground = true, Name = $"simulate {i}" });
        }

        threads.ForEach(thread => thread.Start());
        bool isWorking;
        do
        {
            _news.WaitOne(TimeSpan.FromMilliseconds(250));
            lock (_door)
            {
                isWorking = _working > 0;
                progress?.Report(_totals.ToProgress());
            }
        }
        while (isWorking);

        threads.ForEach(thread => thread.Join());
        _failure?.Throw();
        return _totals.ToResult();
    }

    private void Work()
    {
        try
        {
            long seed;
            while (!_token.IsCancellationRequested && (seed = Interlocked.Increment(ref _next)) <= _last)
            {
                Take(RunNamed(seed));
            }
        }
        catch (Exception exception)
        {
            // The thread's root: what is no invariant's ends it all, on the caller's thread.
            lock (_door)
            {
                _failure ??= ExceptionDispatchInfo.Capture(exception);
            }

            Interlocked.Exchange(ref _next, _last);
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

    private SimulationVerdict RunNamed(long seed)
    {
        try
        {
            return SimulationRun.Run(seed, _options);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var name = seed.ToString(CultureInfo.InvariantCulture);
            throw new InvalidOperationException($"The simulation of seed {name} broke: {exception.Message}", exception);
        }
    }

    private void Take(SimulationVerdict verdict)
    {
        lock (_door)
        {
            _totals.Add(verdict);
        }

        _news.Set();
    }
}
