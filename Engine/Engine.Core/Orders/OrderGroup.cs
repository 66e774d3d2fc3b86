using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// A bracket or a pair: orders that know of each other. A slot of the group table, known by its first order's number.
/// </summary>
internal struct OrderGroup
{
    /// <summary>The number of its first order: of a bracket the entry.</summary>
    internal OrderId Key;

    /// <summary>Its own place in the table.</summary>
    internal int Slot;

    /// <summary>The instrument.</summary>
    internal InstrumentId Instrument;

    /// <summary>Who asked for it.</summary>
    internal StrategyId Strategy;

    /// <summary>The account that it trades on.</summary>
    internal AccountId Account;

    /// <summary>Whether it is two orders of which one cancels the other, and protects nothing.</summary>
    internal bool IsPair;

    /// <summary>The side of the entry.</summary>
    internal Side Side;

    /// <summary>How far it protects what it holds; of a pair how far it is.</summary>
    internal ProtectionState State;

    /// <summary>The terms of the protective orders; distances become prices with the first fill.</summary>
    internal Bracket Terms;

    /// <summary>
    /// What its entry has filled and nothing has closed yet, never more than the strategy's own position.
    /// </summary>
    internal QtyLots Held;

    /// <summary>What its orders have closed beyond what was held, and is to be traded back.</summary>
    internal QtyLots Excess;

    /// <summary>The take-profit, or the first of a pair.</summary>
    internal GroupLeg First;

    /// <summary>The stop, or the second of a pair.</summary>
    internal GroupLeg Second;

    /// <summary>The market order that closes what is held; none where there is none.</summary>
    internal OrderId Closer;

    /// <summary>Whether the exit has begun: what is left of the entry is not wanted any more.</summary>
    internal bool IsLeaving;

    /// <summary>Whether what is held must be closed.</summary>
    internal bool MustClose;

    /// <summary>Whether the strategy has taken what is held into its own hands.</summary>
    internal bool IsReleased;

    /// <summary>Whether it was said already that it has filled too much.</summary>
    internal bool IsOverfilled;

    /// <summary>Why protection was last lost, or what is held is closed.</summary>
    internal ReasonCode Reason;

    /// <summary>When a protective order was last lost.</summary>
    internal TimestampNs LostTime;

    /// <summary>From when on the next one is asked for.</summary>
    internal TimestampNs RetryTime;

    /// <summary>How often in a row a protective order was lost, or closing did not come to its end.</summary>
    internal int Tries;

    /// <summary>The side that closes what is held.</summary>
    internal readonly Side ExitSide => Side == Side.Bid ? Side.Ask : Side.Bid;

    /// <summary>The trigger of the take-profit or of the stop; zero for none.</summary>
    internal readonly PriceTicks TriggerOf(GroupRole role) =>
        role == GroupRole.TakeProfit ? Terms.TakeProfit : Terms.Stop;

    /// <summary>
    /// A protective order is missing: it is asked for again, after longer pauses where it is lost often.
    /// </summary>
    internal void Lose(ref GroupLeg leg, ReasonCode reason, OrderRules rules, TimestampNs now)
    {
        if (MustClose)
        {
            // What is being closed asks for no other.
            leg.IsLost = false;
            return;
        }

        if (now.Value - LostTime.Value > rules.LongestPauseNs)
        {
            Tries = 0;
        }

        leg.IsLost = true;
        Reason = reason == ReasonCode.None ? ReasonCode.ProtectionLost : reason;
        LostTime = now;
        RetryTime = Tries == 0 ? now : now + rules.PauseNs(Tries);
        Tries++;
    }

    /// <summary>What is held, or was closed too much, goes at the market from now on.</summary>
    internal void CloseFor(ReasonCode reason)
    {
        if (!MustClose)
        {
            MustClose = true;
            Tries = 0;
            RetryTime = default;
        }

        IsLeaving = true;
        Reason = reason;
    }

    /// <summary>An attempt to close was made: the next has to wait, the longer the more there were.</summary>
    internal void PauseClosing(OrderRules rules, TimestampNs now)
    {
        Tries++;
        RetryTime = now + rules.PauseNs(Tries);
    }

    internal void VisitState(StateSink sink)
    {
        var packed = Pack();
        sink.Visit(ref Key);
        sink.Visit(ref Instrument);
        sink.Visit(ref Strategy);
        sink.Visit(ref Account);
        sink.Visit(ref packed);
        Terms.VisitState(sink);
        sink.Visit(ref Held);
        sink.Visit(ref Excess);
        First.VisitState(sink);
        Second.VisitState(sink);
        sink.Visit(ref Closer);
        sink.Visit(ref LostTime);
        sink.Visit(ref RetryTime);
        sink.Visit(ref Tries);
        Unpack(packed);
    }

    private readonly long Pack() => (long)State | ((long)Side << 8) | ((long)Reason << 16)
        | (IsPair ? 1L << 32 : 0) | (IsLeaving ? 1L << 33 : 0) | (MustClose ? 1L << 34 : 0)
        | (IsReleased ? 1L << 35 : 0) | (IsOverfilled ? 1L << 36 : 0);

    private void Unpack(long packed)
    {
        State = (ProtectionState)(byte)packed;
        Side = (Side)(byte)(packed >> 8);
        Reason = (ReasonCode)(ushort)(packed >> 16);
        IsPair = (packed & (1L << 32)) != 0;
        IsLeaving = (packed & (1L << 33)) != 0;
        MustClose = (packed & (1L << 34)) != 0;
        IsReleased = (packed & (1L << 35)) != 0;
        IsOverfilled = (packed & (1L << 36)) != 0;
    }
}
