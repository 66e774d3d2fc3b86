using System.Reflection;

namespace Tests.Core.Mutation;

/// <summary>Runs tests against mutants of the core, one at a time, until one of the tests notices.</summary>
internal sealed class MutantHunt
{
    // All of them take less than a second: a mutant that takes this long goes round in circles.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly byte[] _tests = File.ReadAllBytes(typeof(MutantHunt).Assembly.Location);
    private readonly List<FixtureCase> _cases;

    internal MutantHunt(IEnumerable<Type> fixtures) => _cases = [.. fixtures.SelectMany(FixtureCase.Of)];

    /// <summary>The tests that there are.</summary>
    internal int CaseCount => _cases.Count;

    /// <summary>The test that notices, first found; null where none does.</summary>
    /// <param name="core">The core to be tested.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="TimeoutException">It goes on without end; nothing can stop it but the end of the process.
    /// </exception>
    internal FixtureCase? KillerOf(byte[] core, string name)
    {
        var context = new MutantContext(core, _tests);
        FixtureCase? killer = null;
        // A thread without this test's context: what fails there is recorded nowhere.
        var thread = new Thread(() => killer = _cases.Find(test => !Passes(test, context.Tests)))
        {
            IsBackground = true,
        };
        thread.UnsafeStart();
        if (!thread.Join(Limit))
        {
            throw new TimeoutException($"{name} goes on without end");
        }

        context.Unload();
        if (killer is not null)
        {
            // What notices one mutant often notices the next.
            _cases.Remove(killer);
            _cases.Insert(0, killer);
        }

        return killer;
    }

    private static bool Passes(FixtureCase test, Assembly tests)
    {
        try
        {
            test.RunIn(tests);
            return true;
        }
        catch (Exception)
        {
            // Whether the test or the mutant threw: it is noticed.
            return false;
        }
    }
}
