using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tests.Architecture.Fixtures;

/// <summary>
/// One banned use per member, for the scanner to find in this assembly. Never called: only its compiled form matters.
/// </summary>
internal sealed class BannedUses
{
    private static long _mutable;
    private readonly Lock _lock = new();
    private Stopwatch? _field;

    ~BannedUses() => _field = null;

    public event Action? Happened;

    public static int AutoProperty { get; set; }

    public static long WallClock() => DateTime.UtcNow.Ticks;

    public static long WallClockInLambda() => new Func<long>(() => DateTimeOffset.UtcNow.Ticks)();

    public static long WallClockInLocalFunction()
    {
        return Read();

        static long Read() => TimeProvider.System.GetUtcNow().Ticks;
    }

    public static IEnumerable<long> WallClockInIterator()
    {
        yield return DateTime.UtcNow.Ticks;
    }

    public static long MonotonicClock() => Stopwatch.GetTimestamp();

    public static int Randomness() => Random.Shared.Next();

    public static Guid FreshGuid() => Guid.NewGuid();

    public static int Machine() => Environment.ProcessorCount;

    public static long HeapSize() => GC.GetTotalMemory(forceFullCollection: false);

    public static unsafe long Address(ref long value) => (long)Unsafe.AsPointer(ref value);

    public static int[] Pool() => System.Buffers.ArrayPool<int>.Shared.Rent(1);

    public static string? Trace(Exception exception) => exception.StackTrace;

    public static int SeededHash(int a, int b) => HashCode.Combine(a, b);

    public static int ObjectHash(object value) => value.GetHashCode();

    public static int StringHash(string value) => value.GetHashCode();

    public static int IdentityHash(object value) => RuntimeHelpers.GetHashCode(value);

    public static int ComparerHash(string value) => EqualityComparer<string>.Default.GetHashCode(value);

    public static object? FindsByName() => Type.GetType("System.DateTime")?.GetProperty("UtcNow")?.GetValue(null);

    public static object? MakesByType(Type type) => Activator.CreateInstance(type);

    public static int Linq(int[] values) => values.Where(value => value > 0).Sum();

    public static void LockOnObject(object gate)
    {
        lock (gate)
        {
            _mutable++;
        }
    }

    public void LockOnLock()
    {
        lock (_lock)
        {
            _mutable++;
            _field?.Stop();
            _field = null;
            Happened?.Invoke();
        }
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    public static void SynchronizedMethod() => _mutable++;

    public static async Task<long> Tasks()
    {
        await Task.Yield();
        return _mutable;
    }

    public static long Fence() => Volatile.Read(ref _mutable);

    public static void StartsThread() => new Thread(SynchronizedMethod).Start();

    public static bool Files(string path) => File.Exists(path);

    public static void CatchesFileError(Action action)
    {
        try
        {
            action();
        }
        catch (IOException)
        {
            _mutable = 0;
        }
    }

    public static string Network() => System.Net.Dns.GetHostName();

    public static void WritesConsole() => Console.WriteLine();

    public static string Culture() => CultureInfo.CurrentCulture.Name;

    public static double FusedArithmetic(double a) => Math.FusedMultiplyAdd(a, a, a);

    public static double FusedThroughDouble(double a) => double.Lerp(a, a, a);

    public static double LibraryMath(double a) => Math.Exp(a);

    public static float LibraryMathF(float a) => MathF.Abs(a);

    public static double LibraryThroughDouble(double a) => double.Log(a);

    public static T LibraryThroughInterface<T>(T a)
        where T : IExponentialFunctions<T> => T.Exp(a);

    public static int VectorWidth() => Vector<double>.Count;

    public static bool ProcessorFeatures() => System.Runtime.Intrinsics.X86.Fma.IsSupported;

    public static int HardwareAccelerated() => System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 1 : 0;

    public static int EnumeratesDictionary(Dictionary<int, int> map)
    {
        var sum = 0;
        foreach (var (key, _) in map)
        {
            sum = (sum * 31) + key;
        }

        return sum;
    }

    public static int EnumeratesValues(Dictionary<int, int> map)
    {
        foreach (var value in map.Values)
        {
            return value;
        }

        return 0;
    }

    public static int EnumeratesSet(HashSet<int> set)
    {
        foreach (var value in set)
        {
            return value;
        }

        return 0;
    }

    public static void SortsArray(int[] values) => Array.Sort(values);

    public static void SortsList(List<int> values) => values.Sort();

    public static void SortsSpan(Span<int> values) => values.Sort();

    public static int QueuesWithTies(PriorityQueue<int, int> queue) => queue.Dequeue();

    [DllImport("nothing")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static extern int NativeCall();
}
