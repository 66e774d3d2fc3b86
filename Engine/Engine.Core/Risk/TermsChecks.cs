using Engine.Core.Strategies;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Engine.Core.Risk;

/// <summary>
/// Whether the terms of an order agree with each other: no venue need be asked about one whose terms do not.
/// </summary>
public static class TermsChecks
{
    /// <summary>Judges type, time in force, prices, expiry and flags against each other.</summary>
    /// <param name="request">The order.</param>
    /// <param name="now">The clock, which an expiry must be after.</param>
    public static RiskVerdict Agree(in OrderRequest request, TimestampNs now)
    {
        var verdict = RiskVerdict.Pass;
        Agrees(request, now, ref verdict);
        return verdict;
    }

    /// <summary>The same, with a verdict that is touched only where they contradict each other.</summary>
    internal static bool Agrees(in OrderRequest request, TimestampNs now, ref RiskVerdict verdict) =>
        IsConsistent(request)
            ? (request.Type == OrderType.TrailingStop
                ? TrailingTermsAgree(request, ref verdict)
                : TriggerTermsAgree(request, ref verdict))
                && ExpiryTermsAgree(request, now, ref verdict)
            : Refuse(ReasonCode.TermsContradict, ref verdict);

    private static bool Refuse(ReasonCode reason, ref RiskVerdict verdict)
    {
        verdict = RiskVerdict.Refuse(reason);
        return false;
    }

    private static bool IsConsistent(in OrderRequest request)
    {
        var isMarket = request.Type == OrderType.Market;
        var isTimeKnown = request.TimeInForce <= TimeInForce.GoodTillDate
            && (request.TimeInForce != TimeInForce.None || !request.Type.HasLimit());
        if (!request.Type.IsKnown() || !isTimeKnown || (isMarket && request.TimeInForce == TimeInForce.GoodTillDate))
        {
            return false;
        }

        // Post-only is a promise to rest from the start: nothing that takes, or that waits to take, can give it.
        return !request.IsPostOnly || (request.Type == OrderType.Limit && request.TimeInForce.MayRest());
    }

    private static bool TriggerTermsAgree(in OrderRequest request, ref RiskVerdict verdict)
    {
        if (request.TrailingOffsetBps != 0)
        {
            return Refuse(ReasonCode.TermsContradict, ref verdict);
        }

        if (request.Type.IsConditional())
        {
            return request.Trigger.Value > 0 || Refuse(ReasonCode.TriggerMissing, ref verdict);
        }

        return (request.Trigger == PriceTicks.Zero && !request.TriggerOnMark)
            || Refuse(ReasonCode.TermsContradict, ref verdict);
    }

    private static bool TrailingTermsAgree(in OrderRequest request, ref RiskVerdict verdict)
    {
        var offset = request.TrailingOffsetBps;
        if (offset is < 1 or > OrderTypes.TrailingOffsetMaxBps)
        {
            verdict = new RiskVerdict(ReasonCode.TrailingTermsInvalid, offset, OrderTypes.TrailingOffsetMaxBps);
            return false;
        }

        if (request.TimeInForce == TimeInForce.GoodTillDate || request.Expiry != TimestampNs.Zero)
        {
            return Refuse(ReasonCode.TrailingTermsInvalid, ref verdict);
        }

        return request.Trigger.Value >= 0 || Refuse(ReasonCode.TriggerMissing, ref verdict);
    }

    private static bool ExpiryTermsAgree(in OrderRequest request, TimestampNs now, ref RiskVerdict verdict)
    {
        if (request.TimeInForce != TimeInForce.GoodTillDate)
        {
            return request.Expiry == TimestampNs.Zero || Refuse(ReasonCode.TermsContradict, ref verdict);
        }

        if (request.Expiry > now)
        {
            return true;
        }

        verdict = new RiskVerdict(ReasonCode.ExpiryNotAhead, request.Expiry.Value, now.Value);
        return false;
    }
}
