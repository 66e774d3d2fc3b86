using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Formulas;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Portfolios;

/// <content>The tables: how they grow, what of them is state, and that their sums agree.</content>
public sealed partial class Portfolio
{
    private const int LegCount = 2;

    internal void AddInstrument()
    {
        var instrument = _instruments.All[_instrumentCount++];
        Array.Resize(ref _byInstrument, _instrumentCount);
        Array.Resize(ref _unitsPerLot, _instrumentCount);
        Array.Resize(ref _marks, _instrumentCount);
        Array.Resize(ref _accountValues, _instrumentCount);
        Array.Resize(ref _holderCounts, _instrumentCount);
        Array.Resize(ref _required, _instrumentCount);
        Array.Resize(ref _maintenance, _instrumentCount);
        Array.Resize(ref _isMarginStale, _instrumentCount);
        Array.Resize(ref _stale, _instrumentCount);
        Array.Resize(ref _isolatedMargins, LegCount * _instrumentCount);
        Array.Resize(ref _holders, _instrumentCount);
        _holders[^1] = new int[_strategyCount + 1];
        _unitsPerLot[^1] = Ticks.UnitsPerLot(instrument);
        EnsureAsset(instrument.SettleAsset);
        if (!_currency.IsSome)
        {
            _currency = instrument.SettleAsset;
        }

        // The strategies' tables are by row, so a new column moves every row.
        _byStrategy = WithColumn(_byStrategy, 1);
        _values = WithColumn(_values, 1);
        if (Settings.IsHedged)
        {
            Array.Resize(ref _legs, LegCount * _instrumentCount);
            _strategyLegs = WithColumn(_strategyLegs, LegCount);
        }
    }

    internal void AddStrategy()
    {
        _strategyCount++;
        Array.Resize(ref _byStrategy, (_strategyCount + 1) * _instrumentCount);
        Array.Resize(ref _values, (_strategyCount + 1) * _instrumentCount);
        Array.Resize(ref _tracks, _strategyCount + 1);
        foreach (ref var holders in _holders.AsSpan())
        {
            Array.Resize(ref holders, _strategyCount + 1);
        }

        if (Settings.IsHedged)
        {
            Array.Resize(ref _strategyLegs, LegCount * (_strategyCount + 1) * _instrumentCount);
        }
    }

    /// <summary>Takes a parameter of the account.</summary>
    /// <exception cref="InvalidDataException">
    /// It does not fit the table, or positions are open that another mode would count otherwise.
    /// </exception>
    internal void OnParameter(in Event e)
    {
        var (mode, positionMode) = (Settings.Mode, Settings.PositionMode);
        Settings.Apply(e);
        if ((mode, positionMode) != (Settings.Mode, Settings.PositionMode) && HoldsAnything())
        {
            throw new InvalidDataException(
                "The account's mode cannot change while positions are open: close them first.");
        }

        EnsureLegs();
        ForgetMargin();
    }

    /// <summary>Checks that all sums agree: strategies and account, cash and flows, values and marks.</summary>
    /// <remarks>Walks everything: for tests and recovery. Production checks the instrument of every booking.</remarks>
    /// <exception cref="CoreFaultException">They do not: says which.</exception>
    public void AssertConsistent()
    {
        var value = Money.Zero;
        for (var i = 0; i < _instrumentCount; i++)
        {
            CheckConsistent(new InstrumentId(i));
            var sum = Money.Zero;
            for (var strategy = 0; strategy <= _strategyCount; strategy++)
            {
                var row = (strategy * _instrumentCount) + i;
                Require(_values[row] == ValueAtMark(i, _byStrategy[row]), i, "a value is not that of its mark");
                sum += _values[row];
            }

            Require(sum == _accountValues[i], i, "the strategies' values do not add up to the account's");
            CheckLegs(i);
            value += _instruments.All[i].SettleAsset == _currency ? sum : Money.Zero;
        }

        var results = Money.Zero;
        foreach (ref readonly var track in _tracks.AsSpan())
        {
            results += track.Equity;
        }

        Require(_account.Equity == _deposits + results, -1, "equity is not deposits and the strategies' results");
        Require(
            _account.Equity == Cash(_currency) - ForeignFees(_currency) + value,
            -1,
            "equity is not cash and the value of positions");
    }

    internal void VisitState(StateSink sink)
    {
        Settings.VisitState(sink);
        EnsureLegs();
        Visit(_byInstrument, sink);
        Visit(_byStrategy, sink);
        Visit(_legs, sink);
        Visit(_strategyLegs, sink);
        VisitCash(sink);
        foreach (ref var margin in _isolatedMargins.AsSpan())
        {
            sink.Visit(ref margin);
        }

        foreach (ref var mark in _marks.AsSpan())
        {
            mark.VisitState(sink);
        }

        _account.VisitState(sink);
        foreach (ref var track in _tracks.AsSpan())
        {
            track.VisitState(sink);
        }

        var currency = _currency.Value;
        sink.Visit(ref currency);
        _currency = new AssetId(currency);
        sink.Visit(ref _isCurrencyFixed);
        sink.Visit(ref _deposits);
        sink.Visit(ref _nextDay);
        sink.Visit(ref _liquidationCount);
        if (sink.IsRestoring)
        {
            Rebuild();
        }
    }

    private static void Visit(Position[] positions, StateSink sink)
    {
        foreach (ref var position in positions.AsSpan())
        {
            position.VisitState(sink);
        }
    }

    private void VisitCash(StateSink sink)
    {
        // A fee may be paid in an asset that nobody has defined: what was booked is state, whatever its number.
        var assets = _assetCount;
        sink.VisitCount(ref assets);
        if (sink.IsRestoring)
        {
            _cash = new long[Math.Max(_cash.Length, assets)];
            _foreignFees = new long[_cash.Length];
            _assetCount = assets;
        }

        for (var asset = 0; asset < assets; asset++)
        {
            sink.Visit(ref _cash[asset]);
            sink.Visit(ref _foreignFees[asset]);
        }
    }

    /// <summary>Computes what is not stored, because it follows from what is.</summary>
    private void Rebuild()
    {
        _perpetualValue = Money.Zero;
        (_requiredTotal, _maintenanceTotal) = (Money.Zero, Money.Zero);
        Array.Clear(_required);
        Array.Clear(_maintenance);
        Array.Clear(_holderCounts);
        for (var i = 0; i < _instrumentCount; i++)
        {
            _accountValues[i] = Money.Zero;
            for (var strategy = 0; strategy <= _strategyCount; strategy++)
            {
                var row = (strategy * _instrumentCount) + i;
                NoteHolder(strategy, i, HoldsAnything(new StrategyId((ushort)strategy), new InstrumentId(i)));
                _values[row] = ValueAtMark(i, _byStrategy[row]);
                _accountValues[i] += _values[row];
            }

            _perpetualValue += IsMargined(i) ? _accountValues[i] : Money.Zero;
        }

        ForgetMargin();
    }

    private ref Position AccountRow(InstrumentId instrument, PositionLeg leg)
    {
        if (_legs.Length == 0)
        {
            return ref _byInstrument[instrument.Value];
        }

        return ref _legs[(LegCount * instrument.Value) + (int)leg];
    }

    private ref Position StrategyRow(StrategyId strategy, InstrumentId instrument, PositionLeg leg)
    {
        if (_legs.Length == 0)
        {
            return ref _byStrategy[IndexOf(strategy, instrument)];
        }

        return ref _strategyLegs[(LegCount * IndexOf(strategy, instrument)) + (int)leg];
    }

    private void SumLegs(InstrumentId instrument)
    {
        if (_legs.Length != 0)
        {
            var first = LegCount * instrument.Value;
            _byInstrument[instrument.Value] =
                Position.Sum(_legs[first], _legs[first + 1], UnitsPerLotOf(instrument.Value));
        }
    }

    private void SumLegs(StrategyId strategy, InstrumentId instrument)
    {
        if (_legs.Length != 0)
        {
            var index = IndexOf(strategy, instrument);
            _byStrategy[index] = Position.Sum(
                _strategyLegs[LegCount * index], _strategyLegs[(LegCount * index) + 1],
                UnitsPerLotOf(instrument.Value));
        }
    }

    /// <summary>What a lot is of the base asset, 10⁻⁸; 1 where it is no whole number, and there is no dust.</summary>
    private long UnitsPerLotOf(int index) => Math.Max(1, _unitsPerLot[index]);

    private void EnsureLegs()
    {
        var count = Settings.IsHedged ? LegCount * _instrumentCount : 0;
        if (_legs.Length != count)
        {
            _legs = new Position[count];
            _strategyLegs = new Position[count * (_strategyCount + 1)];
        }
    }

    private bool HoldsAnything()
    {
        foreach (var count in _holderCounts)
        {
            if (count != 0)
            {
                return true;
            }
        }

        return false;
    }

    private T[] WithColumn<T>(T[] table, int width)
    {
        var grown = new T[width * (_strategyCount + 1) * _instrumentCount];
        var (from, to) = (width * (_instrumentCount - 1), width * _instrumentCount);
        for (var strategy = 0; strategy <= _strategyCount && from > 0 && table.Length > 0; strategy++)
        {
            Array.Copy(table, strategy * from, grown, strategy * to, from);
        }

        return grown;
    }

    private void EnsureAsset(AssetId asset)
    {
        if (asset.Value >= _cash.Length)
        {
            Array.Resize(ref _cash, asset.Value * 2);
            Array.Resize(ref _foreignFees, _cash.Length);
        }

        _assetCount = Math.Max(_assetCount, asset.Value + 1);
    }

    private int IndexOf(StrategyId strategy, InstrumentId instrument) =>
        (strategy.Value * _instrumentCount) + instrument.Value;

    /// <summary>The strategies' positions in an instrument add up to the account's; checked at every booking.</summary>
    private void CheckConsistent(InstrumentId instrument)
    {
        var index = instrument.Value;
        var unitsPerLot = UnitsPerLotOf(index);
        Int128 units = 0;
        var flow = Money.Zero;
        for (var strategy = 0; strategy <= _strategyCount; strategy++)
        {
            ref readonly var position = ref _byStrategy[(strategy * _instrumentCount) + index];
            units += position.Units(unitsPerLot);
            flow += position.CashFlow;
        }

        ref readonly var account = ref _byInstrument[index];
        Require(
            units == account.Units(unitsPerLot), index, "the strategies' positions do not add up to the account's");
        Require(flow == account.CashFlow, index, "the strategies' results do not add up to the account's");
        Require(
            Settings.IsHedged || !account.IsEmpty || account.Cost == Money.Zero, index, "what is not held has a cost");
    }

    /// <summary>Of hedged positions the strategies' legs add up to the account's, one by one.</summary>
    private void CheckLegs(int index)
    {
        for (var leg = 0; leg < LegCount && _legs.Length != 0; leg++)
        {
            var unitsPerLot = UnitsPerLotOf(index);
            Int128 units = 0;
            for (var strategy = 0; strategy <= _strategyCount; strategy++)
            {
                var row = (strategy * _instrumentCount) + index;
                units += _strategyLegs[(LegCount * row) + leg].Units(unitsPerLot);
            }

            Require(
                units == _legs[(LegCount * index) + leg].Units(unitsPerLot), index,
                "the strategies' legs do not add up to the account's");
        }
    }

    private void Require(bool holds, int index, string fault)
    {
        if (!holds)
        {
            throw new CoreFaultException(
                index < 0 ? $"portfolio: {fault}." : $"portfolio, {_instruments.All[index].Name}: {fault}.");
        }
    }
}
