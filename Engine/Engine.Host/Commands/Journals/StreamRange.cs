using System.CommandLine;
using Engine.Host.Cli;
using Engine.Model.Events;
using Engine.Model.Units;
using Journal.Rendering;

namespace Engine.Host.Commands.Journals;

/// <summary>The part of a journal that a command shows: <c>--from</c>, <c>--to</c> and <c>--kind</c>.</summary>
internal sealed class StreamRange
{
    private readonly Option<string?> _from = new("--from")
    {
        Description = "The first event: a sequence or a UTC time.",
        HelpName = "A",
    };

    private readonly Option<string?> _to = new("--to")
    {
        Description = "Up to before this sequence or UTC time.",
        HelpName = "B",
    };

    private readonly Option<string[]> _kinds = new("--kind")
    {
        Description = "Only events of this kind, and no commands; may be repeated.",
        HelpName = "KIND",
    };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_from);
        command.Options.Add(_to);
        command.Options.Add(_kinds);
    }

    /// <summary>What the command line says.</summary>
    /// <exception cref="UsageException">A place or a kind is not one.</exception>
    public CatOptions Read(ParseResult parsed)
    {
        var (from, to, kinds) = (parsed.GetValue(_from), parsed.GetValue(_to), parsed.GetValue(_kinds) ?? []);
        var first = from is null ? default : PointInStream.Parse("--from", from);
        var last = to is null ? default : PointInStream.Parse("--to", to);
        if (first.Sequence > last.Sequence || first.Time > last.Time)
        {
            throw new UsageException($"--from {from} lies behind --to {to}: nothing is between");
        }

        return new CatOptions
        {
            FromSequence = first.Sequence ?? 0,
            FromTime = first.Time ?? TimestampNs.MinValue,
            ToSequence = last.Sequence ?? long.MaxValue,
            ToTime = last.Time ?? TimestampNs.MaxValue,
            Kinds = kinds.Length == 0 ? null : kinds.SelectMany(text => text.Split(',')).Select(ParseKind).ToHashSet(),
        };
    }

    private static EventKind ParseKind(string text)
    {
        if (Enum.TryParse<EventKind>(text, ignoreCase: true, out var kind)
            && Enum.IsDefined(kind) && kind != EventKind.None)
        {
            return kind;
        }

        var nearest = NearestName.Find(text, Enum.GetNames<EventKind>());
        throw new UsageException(nearest is null
            ? $"--kind {text}: no such kind; known are {string.Join(", ", Enum.GetNames<EventKind>().Skip(1))}"
            : $"--kind {text}: no such kind; did you mean {nearest}?");
    }
}
