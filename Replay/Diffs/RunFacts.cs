using System.Globalization;
using System.Text;
using Engine.Model.Events;
using Engine.Model.State;
using Engine.Model.Units;
using Journal.Reading;
using Replay.Sessions;

namespace Replay.Diffs;

/// <summary>What a run was told before its market began: strategies, parameters, code, capital, assumptions.</summary>
internal sealed class RunFacts
{
    private readonly SortedDictionary<string, string> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<ushort, string> _names = [];
    private readonly Dictionary<ushort, List<byte>> _documents = [];
    private readonly List<byte> _text = [];

    private RunFacts()
    {
    }

    /// <summary>The first market event; the end of the journal where there is none.</summary>
    internal long MarketStart { get; private set; }

    /// <summary>Reads the facts of a journal.</summary>
    internal static RunFacts Of(JournalReader reader)
    {
        var facts = new RunFacts();
        using var side = new RunSide(reader, reader.FirstSequence);
        while (side.MoveNext() && side.Event.Class != EventClass.Public)
        {
            facts.Add(side);
        }

        facts.MarketStart = side.IsOver ? reader.CountEvents() : side.Sequence;
        facts.Finish(side);
        return facts;
    }

    /// <summary>What the two do not share.</summary>
    internal static List<FactDifference> Compare(RunFacts first, RunFacts second) =>
    [
        .. first._facts.Keys.Union(second._facts.Keys).Order(StringComparer.Ordinal)
            .Select(key => new FactDifference(
                key, first._facts.GetValueOrDefault(key), second._facts.GetValueOrDefault(key)))
            .Where(fact => fact.First != fact.Second),
    ];

    private void Add(RunSide side)
    {
        ref readonly var e = ref side.Event;
        switch (e.Kind)
        {
            case EventKind.StrategyDefined:
                _names[e.StrategyDefined.Strategy.Value] = e.StrategyDefined.TypeName.ToString();
                break;
            case EventKind.StrategyInstrument:
                Append($"strategy {NameOf(e.StrategyInstrument.Strategy)}", side.Instruments[e.Instrument].Name);
                break;
            case EventKind.StrategyCode:
                _facts[$"code of {NameOf(e.StrategyCode.Strategy)}"] = $"{e.StrategyCode.Hash}";
                break;
            case EventKind.StrategyDocument:
                Take(_documents, e.StrategyDocument.Strategy.Value)
                    .AddRange(e.StrategyDocument.Text[..e.StrategyDocument.Length]);
                break;
            case EventKind.ParameterSet:
                _facts[ParameterKey(in e)] = ParameterText.Format(e.ParameterSet.Type, e.ParameterSet.Bits);
                break;
            case EventKind.Balance:
                _facts[$"balance {side.Instruments.AssetName(e.Balance.Asset)}"] =
                    (e.Balance.Total.Value / (decimal)Money.Scale).ToString(CultureInfo.InvariantCulture);
                break;
            case EventKind.SessionStarted:
                _facts["mode"] = $"{e.SessionStarted.Mode}";
                _facts["seed"] = $"{e.SessionStarted.Seed}";
                break;
            case EventKind.ConfigText:
                _text.AddRange(e.Text);
                break;
            default:
                break;
        }
    }

    private void Finish(RunSide side)
    {
        foreach (var instrument in side.Instruments.All)
        {
            _facts[$"instrument {instrument.Name}"] =
                $"tick {instrument.TickSize}, lot {instrument.LotSize}, maker {instrument.MakerFee.Value}, "
                + $"taker {instrument.TakerFee.Value}";
        }

        foreach (var (strategy, bytes) in _documents)
        {
            _facts[$"document of {_names.GetValueOrDefault(strategy, $"{strategy}")} ({strategy})"] =
                XxHash64.Hash([.. bytes]).ToString("x16", CultureInfo.InvariantCulture);
        }

        // The whole configuration with its defaults: a parameter that one run set and the other left is named once.
        var lines = Encoding.UTF8.GetString([.. _text]).TrimEnd('\0').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            var equals = line.IndexOf('=');
            if (equals > 0)
            {
                _facts[line[..equals]] = line[(equals + 1)..];
            }
        }
    }

    private string ParameterKey(in Event e)
    {
        var name = e.ParameterSet.Name.ToString();
        if (e.ParameterSet.Strategy != StrategyId.Engine)
        {
            return $"{NameOf(e.ParameterSet.Strategy)}.{name}";
        }

        var section = e.ParameterSet.Parameter >= Engine.Core.Sanitizing.SanitizerLimits.FirstPlace
            ? "sanitizer"
            : "risk";
        return $"{section}.{name}";
    }

    private string NameOf(StrategyId strategy) => _names.GetValueOrDefault(strategy.Value, $"{strategy.Value}");

    private void Append(string key, string value) =>
        _facts[key] = _facts.TryGetValue(key, out var before) ? $"{before}, {value}" : value;

    private static List<byte> Take(Dictionary<ushort, List<byte>> lists, ushort key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            list = [];
            lists.Add(key, list);
        }

        return list;
    }
}
