namespace Benchmarks.Harness;

/// <summary>Runs candidates in turn, round after round, in one process.</summary>
public static class Alternation
{
    /// <summary>Runs each candidate once to warm up, then all of them in turn for as many rounds as asked.</summary>
    /// <param name="rounds">How many counted rounds.</param>
    /// <param name="warmUps">How many rounds before them are not counted.</param>
    /// <param name="candidates">Each runs once and returns its figure.</param>
    /// <returns>One measurement per candidate, in their order.</returns>
    public static IReadOnlyList<Measurement> Run(
        int rounds, int warmUps, params Func<RunResult>[] candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var values = candidates.Select(_ => new double[rounds]).ToArray();
        var bytes = candidates.Select(_ => double.MaxValue).ToArray();
        for (var round = -warmUps; round < rounds; round++)
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                // Every other round backwards: nobody always runs in the wake of the same neighbour.
                var index = round % 2 == 0 ? i : candidates.Length - 1 - i;
                GC.Collect();
                var result = candidates[index]();
                if (round >= 0)
                {
                    values[index][round] = result.Value;
                    bytes[index] = Math.Min(bytes[index], result.AllocatedBytesPerOp);
                }
            }
        }

        return [.. values.Select((runs, i) => new Measurement(runs, bytes[i]))];
    }
}
