using Engine.Core.Strategies;
using Engine.Host.Cli;
using Engine.Strategies;

namespace Engine.Host.Composition;

/// <summary>The strategies that a command can run, by name: those built in, and the user's own.</summary>
internal sealed class StrategyShelf
{
    private StrategyShelf(StrategyCatalog catalog) => Catalog = catalog;

    /// <summary>Those that the engine comes with.</summary>
    public static StrategyShelf BuiltIn { get; } = new(StrategyCatalog.BuiltIn);

    /// <summary>Where the core finds them.</summary>
    public StrategyCatalog Catalog { get; }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<StrategyDescriptor> All => Catalog.All;

    /// <summary>The built-in ones and those that a command line names as <c>PATH#TYPE</c>.</summary>
    /// <param name="words">As the command line has them: names and places.</param>
    /// <param name="names">The names of them all.</param>
    /// <exception cref="UsageException">A place cannot be loaded, or its strategy has another's name.</exception>
    /// <exception cref="ImpureStrategyException">A strategy uses what it may not.</exception>
    public static StrategyShelf With(IReadOnlyList<string> words, out IReadOnlyList<string> names)
    {
        var own = new List<StrategyDescriptor>();
        var found = new List<string>();
        foreach (var word in words)
        {
            if (!OwnStrategy.IsPlace(word))
            {
                found.Add(word);
                continue;
            }

            var descriptor = OwnStrategy.Load(word);
            if (BuiltIn.Catalog.Find(descriptor.Name) is not null || own.Exists(other => other.Name == descriptor.Name))
            {
                throw new UsageException(
                    $"--strategy {word}: another strategy is called '{descriptor.Name}'; give its descriptor another "
                    + "name");
            }

            own.Add(descriptor);
            found.Add(descriptor.Name);
        }

        names = found;
        return own.Count == 0 ? BuiltIn : new StrategyShelf(new StrategyCatalog([.. BuiltIn.All, .. own]));
    }

    /// <summary>The strategy of a name.</summary>
    /// <exception cref="UsageException">There is none: names the nearest.</exception>
    public StrategyDescriptor Require(string name)
    {
        if (Catalog.Find(name) is { } descriptor)
        {
            return descriptor;
        }

        var nearest = NearestName.Find(name, Catalog.Names);
        var hint = nearest is null ? string.Empty : $"; did you mean '{nearest}'?";
        throw new UsageException($"unknown strategy '{name}'{hint}; `engine strategies` lists them");
    }
}
