using System.Text;
using Engine.Core.Guards;
using Engine.Core.Orders;
using Engine.Core.Portfolios;
using Engine.Core.Risk;
using Engine.Core.Sanitizing;
using Engine.Core.Strategies;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.State;
using Engine.Model.Units;

namespace Replay.Sessions;

/// <summary>
/// Writes what a run is told before its first market event: strategies, parameters, capital, session.
/// </summary>
internal sealed class RunPreamble
{
    /// <summary>The account of a simulated run.</summary>
    internal static readonly AccountId Account = new(1);

    private readonly TimestampNs _time;
    private readonly List<Event[]> _runs = [];
    private readonly List<byte> _code = [];
    private readonly List<(string Name, StrategyId Id)> _types = [];
    private int _strategyCount;

    internal RunPreamble(TimestampNs time) => _time = time;

    /// <summary>The account as the parameters so far make it.</summary>
    internal AccountSettings Settings { get; } = new();

    /// <summary>The runs, in order.</summary>
    internal IReadOnlyList<Event[]> Runs => _runs;

    /// <summary>
    /// Adds a strategy: one instance for each instrument, or one for all where it trades them together.
    /// </summary>
    /// <exception cref="RunConfigurationException">It needs more instruments than there are.</exception>
    internal void AddStrategy(
        StrategyDescriptor descriptor, StrategyChoice choice, IReadOnlyList<Instrument> instruments)
    {
        if (!descriptor.TakesDocument)
        {
            AddInstances(descriptor, choice, instruments, document: null);
            return;
        }

        if (choice.Documents.Count == 0)
        {
            throw new RunConfigurationException($"{descriptor.Name}: it is made of a document, and none is named");
        }

        foreach (var document in choice.Documents)
        {
            AddInstances(descriptor, choice, instruments, document);
        }
    }

    /// <summary>
    /// Sets one of the engine's own limits, or one of a strategy's, an instrument's or a venue's, by its path.
    /// </summary>
    /// <param name="path">As <see cref="ScopedLimitName" /> reads it.</param>
    /// <param name="text">The value.</param>
    /// <param name="instruments">The instruments of the run.</param>
    /// <exception cref="RunConfigurationException">
    /// There is no such limit or owner, the value does not fit, or the limit is not one of that scope.
    /// </exception>
    internal void AddRiskLimit(string path, string text, IReadOnlyList<Instrument> instruments)
    {
        var key = $"risk.{path}";
        if (!ScopedLimitName.TryParse(path, out var name))
        {
            RequireScope(key, path, LimitScopes.None);
            AddParameter(StrategyId.Engine, RiskLimits.Table, 0, (path, text), key);
        }
        else if (name.Scope == LimitScopes.Strategy)
        {
            RequireScope(key, name.Limit, name.Scope);
            foreach (var strategy in Require(key, _types.Where(type => name.Is(type.Name)), "strategy"))
            {
                AddParameter(strategy.Id, RiskLimits.Table, RiskLimits.StrategyPlace, (name.Limit, text), key);
            }
        }
        else
        {
            RequireScope(key, name.Limit, name.Scope);
            var what = name.IsVenue ? "venue" : "instrument";
            foreach (var instrument in Require(key, instruments.Where(name.Means), what))
            {
                AddParameter(StrategyId.Engine, RiskLimits.Table, 0, (name.Limit, text), key, instrument.Id);
            }
        }
    }

    /// <summary>Sets one of the guards' parameters.</summary>
    /// <exception cref="RunConfigurationException">There is no such parameter, or the value does not fit.</exception>
    internal void AddGuardLimit(string name, string text) => AddParameter(
        StrategyId.Engine, GuardLimits.Table, GuardLimits.FirstPlace, (name, text), $"guards.{name}");

    /// <summary>Sets one of the order manager's parameters.</summary>
    /// <exception cref="RunConfigurationException">There is no such parameter, or the value does not fit.</exception>
    internal void AddOrderRule(string name, string text) => AddParameter(
        StrategyId.Engine, OrderRules.Table, OrderRules.FirstPlace, (name, text), $"orders.{name}");

    /// <summary>Sets one of the sanitizer's parameters.</summary>
    /// <exception cref="RunConfigurationException">There is no such parameter, or the value does not fit.</exception>
    internal void AddSanitizerLimit(string name, string text) => AddParameter(
        StrategyId.Engine, SanitizerLimits.Table, SanitizerLimits.FirstPlace, (name, text), $"sanitizer.{name}");

    /// <summary>Sets one of the account's parameters.</summary>
    /// <exception cref="RunConfigurationException">There is no such parameter, or the value does not fit.</exception>
    internal void AddAccountParameter(string name, string text)
    {
        AddParameter(
            StrategyId.Engine, AccountTable.Rows, AccountParameters.FirstPlace, (name, text), $"account.{name}");
        Settings.Apply(_runs[^1][0]);
    }

    /// <summary>Defines an asset that the journal does not know.</summary>
    internal void AddAsset(AssetId asset, string name) =>
        _runs.Add([InstrumentEvents.DefineAsset(asset, name, _time)]);

    /// <summary>Gives the account its opening balance.</summary>
    internal void AddBalance(AssetId asset, Money total)
    {
        var e = Event.Create(EventKind.Balance, _time, InstrumentId.None);
        e.Balance = new Balance { Total = total, Available = total, Asset = asset, Account = Account };
        _runs.Add([e]);
    }

    /// <summary>Lets the text of the configuration ride along, for readers.</summary>
    internal void AddConfigurationText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var start = 0; start < bytes.Length; start += Event.RunLengthMax * Text40.SizeBytes)
        {
            var part = bytes.AsSpan(start, Math.Min(Event.RunLengthMax * Text40.SizeBytes, bytes.Length - start));
            var run = new Event[(part.Length + Text40.SizeBytes - 1) / Text40.SizeBytes];
            for (var i = 0; i < run.Length; i++)
            {
                run[i] = Event.Create(EventKind.ConfigText, _time, InstrumentId.None);
                run[i].Flags = i == run.Length - 1 ? EventFlags.LastOfRun : EventFlags.None;
                var piece = part[(i * Text40.SizeBytes)..];
                piece[..Math.Min(Text40.SizeBytes, piece.Length)].CopyTo(run[i].Text);
            }

            _runs.Add(run);
        }
    }

    /// <summary>Begins the session.</summary>
    internal void AddSessionStart(RunMode mode, long seed)
    {
        var e = Event.Create(EventKind.SessionStarted, _time, InstrumentId.None);
        e.SessionStarted = new SessionStarted
        {
            Epoch = 1,
            CodeHash = _code.Count == 0 ? 0 : unchecked((long)XxHash64.Hash([.. _code])),
            Seed = seed,
            Mode = mode,
            Durability = Durability.Async,
        };
        _runs.Add([e]);
    }

    private static List<TOwner> Require<TOwner>(string key, IEnumerable<TOwner> owners, string what)
    {
        List<TOwner> all = [.. owners];
        return all.Count > 0 ? all : throw new RunConfigurationException($"{key}: the run has no such {what}");
    }

    private static void RequireScope(string key, string limit, LimitScopes scope)
    {
        for (var place = 0; place < RiskLimits.Table.Count; place++)
        {
            var allowed = RiskLimits.Scopes[place];
            var fits = scope == LimitScopes.None
                ? (allowed & LimitScopes.NotAccount) == 0
                : (allowed & scope) != 0;
            if (RiskLimits.Table[place].Name == limit && !fits)
            {
                var whose = scope switch
                {
                    LimitScopes.Strategy => "a strategy",
                    LimitScopes.Instrument => "an instrument",
                    _ => "the account",
                };
                throw new RunConfigurationException($"{key}: '{limit}' is no limit of {whose}");
            }
        }
    }

    private void AddInstances(
        StrategyDescriptor descriptor, StrategyChoice choice, IReadOnlyList<Instrument> instruments,
        ReadOnlyMemory<byte>? document)
    {
        if (descriptor.IsMultiInstrument)
        {
            if (instruments.Count < descriptor.InstrumentCountMin)
            {
                throw new RunConfigurationException(
                    $"The strategy '{descriptor.Name}' needs {descriptor.InstrumentCountMin} instruments, and the run "
                    + $"has {instruments.Count}: name more, or leave the choice out to take all.");
            }

            AddInstance(descriptor, choice, instruments, document);
            return;
        }

        foreach (var instrument in instruments)
        {
            AddInstance(descriptor, choice, [instrument], document);
        }
    }

    private void AddInstance(
        StrategyDescriptor descriptor, StrategyChoice choice, IReadOnlyList<Instrument> instruments,
        ReadOnlyMemory<byte>? document)
    {
        var id = new StrategyId(checked((ushort)++_strategyCount));
        var defined = Event.Create(EventKind.StrategyDefined, _time, InstrumentId.None);
        defined.StrategyDefined = new StrategyDefined { Strategy = id, TypeName = Text32.From(descriptor.Name) };
        _runs.Add([defined]);
        _types.Add((descriptor.Name, id));
        foreach (var instrument in instruments)
        {
            var bound = Event.Create(EventKind.StrategyInstrument, _time, instrument.Id);
            bound.StrategyInstrument = new StrategyInstrument { Strategy = id, Account = Account };
            _runs.Add([bound]);
        }

        if (!descriptor.CodeHash.IsEmpty)
        {
            var code = Event.Create(EventKind.StrategyCode, _time, InstrumentId.None);
            code.StrategyCode = new StrategyCode { Strategy = id, Hash = Hash256.From(descriptor.CodeHash.Span) };
            _runs.Add([code]);
            _code.AddRange(descriptor.CodeHash.Span);
        }

        if (document is { } utf8)
        {
            _runs.Add(DocumentRun.Create(id, utf8.Span, _time));
        }

        foreach (var (name, text) in choice.Parameters)
        {
            var key = $"{descriptor.Name}.{name}";
            if (name == HostedParameters.SignalsOnlyName)
            {
                AddParameter(id, HostedParameters.Table, HostedParameters.FirstPlace, (name, text), key);
            }
            else
            {
                AddParameter(id, descriptor.Parameters, 0, (name, text), key);
            }
        }
    }

    private void AddParameter(
        StrategyId owner, IReadOnlyList<ParameterDescriptor> table, int firstPlace, (string Name, string Text) setting,
        string key, InstrumentId? instrument = null)
    {
        for (var place = 0; place < table.Count; place++)
        {
            if (table[place].Name != setting.Name)
            {
                continue;
            }

            var e = Event.Create(EventKind.ParameterSet, _time, instrument ?? InstrumentId.None);
            e.ParameterSet = new ParameterSet
            {
                Strategy = owner,
                Parameter = (ushort)(firstPlace + place),
                Type = table[place].Type,
                Bits = ParameterText.Parse(key, table[place], setting.Text),
                Name = Text24.From(setting.Name),
            };
            _runs.Add([e]);
            return;
        }

        throw new RunConfigurationException(
            $"{key}: there is no such parameter; known are {string.Join(", ", table.Select(row => row.Name))}");
    }
}
