using System.Reflection;
using Engine.Core.Risk;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Core.Risk;

/// <summary>The terms of an order, and what must be said of them at a clock of 1,000: the rules, one by one.</summary>
internal sealed record TermsCase(
    OrderType Type, TimeInForce TimeInForce, long Trigger, long OffsetBps, long Expiry, bool IsPostOnly, bool OnMark)
{
    private const long Now = 1_000;

    /// <summary>Every combination of what lies at a border and on both sides of it.</summary>
    internal static IEnumerable<TermsCase> All =>
        from type in Enumerable.Range(0, 9)
        from time in Enumerable.Range(0, 6)
        from trigger in new long[] { -1, 0, 1 }
        from offset in new long[] { -1, 0, 1, 9_999, 10_000 }
        from expiry in new[] { 0, Now - 1, Now, Now + 1 }
        from isPostOnly in new[] { false, true }
        from onMark in new[] { false, true }
        select new TermsCase((OrderType)type, (TimeInForce)time, trigger, offset, expiry, isPostOnly, onMark);

    /// <summary>What must be said; in the words of docs and venues, not in those of the checks.</summary>
    internal ReasonCode Expected
    {
        get
        {
            var isTrailing = Type == OrderType.TrailingStop;
            var waits = Type is OrderType.Stop or OrderType.StopLimit or OrderType.TakeProfit
                or OrderType.TakeProfitLimit;
            var hasPrice = Type is OrderType.Limit or OrderType.StopLimit or OrderType.TakeProfitLimit;
            var isDated = TimeInForce == TimeInForce.GoodTillDate;
            var rests = isDated || TimeInForce == TimeInForce.GoodTillCanceled;
            bool[] contradictions =
            [
                Type == OrderType.None || (int)Type > 7,
                (int)TimeInForce > 4,
                hasPrice && TimeInForce == TimeInForce.None,
                Type == OrderType.Market && isDated,
                IsPostOnly && (Type != OrderType.Limit || !rests),
            ];
            var isOffset = OffsetBps is >= 1 and <= 9_999;
            return contradictions.Contains(true) ? ReasonCode.TermsContradict
                : isTrailing && (!isOffset || isDated || Expiry != 0) ? ReasonCode.TrailingTermsInvalid
                : isTrailing && Trigger < 0 ? ReasonCode.TriggerMissing
                : isTrailing ? ReasonCode.None
                : OffsetBps != 0 ? ReasonCode.TermsContradict
                : waits && Trigger < 1 ? ReasonCode.TriggerMissing
                : !waits && (Trigger != 0 || OnMark) ? ReasonCode.TermsContradict
                : !isDated && Expiry != 0 ? ReasonCode.TermsContradict
                : isDated && Expiry <= Now ? ReasonCode.ExpiryNotAhead
                : ReasonCode.None;
        }
    }

    /// <summary>Whether the checks of an assembly, the engine's own or a changed copy, say so.</summary>
    internal bool HoldsIn(Assembly core)
    {
        var type = core.GetType("Engine.Core.Strategies.OrderRequest", throwOnError: true)!;
        var request = Activator.CreateInstance(type)!;
        Set(nameof(Type), Type);
        Set(nameof(TimeInForce), TimeInForce);
        Set(nameof(Trigger), new PriceTicks(Trigger));
        Set("TrailingOffsetBps", OffsetBps);
        Set(nameof(Expiry), new TimestampNs(Expiry));
        Set(nameof(IsPostOnly), IsPostOnly);
        Set("TriggerOnMark", OnMark);
        var verdict = core.GetType(typeof(TermsChecks).FullName!, throwOnError: true)!
            .GetMethod(nameof(TermsChecks.Agree))!.Invoke(null, [request, new TimestampNs(Now)])!;
        return (ReasonCode)verdict.GetType().GetProperty("Reason")!.GetValue(verdict)! == Expected;

        void Set(string name, object value) => type.GetProperty(name)!.SetValue(request, value);
    }
}
