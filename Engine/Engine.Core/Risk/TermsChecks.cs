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
        if (!IsConsistent(request))
        {
            return RiskVerdict.Refuse(ReasonCode.TermsContradict);
        }

        var verdict = request.Type == OrderType.TrailingStop ? TrailingTerms(request) : TriggerTerms(request);
        return verdict.IsPass ? ExpiryTerms(request, now) : verdict;
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

    private static RiskVerdict TriggerTerms(in OrderRequest request)
    {
        if (request.TrailingOffsetBps != 0)
        {
            return RiskVerdict.Refuse(ReasonCode.TermsContradict);
        }

        if (request.Type.IsConditional())
        {
            return request.Trigger.Value > 0 ? RiskVerdict.Pass : RiskVerdict.Refuse(ReasonCode.TriggerMissing);
        }

        return request.Trigger == PriceTicks.Zero && !request.TriggerOnMark
            ? RiskVerdict.Pass
            : RiskVerdict.Refuse(ReasonCode.TermsContradict);
    }

    private static RiskVerdict TrailingTerms(in OrderRequest request)
    {
        var offset = request.TrailingOffsetBps;
        if (offset is < 1 or > OrderTypes.TrailingOffsetMaxBps)
        {
            return new RiskVerdict(ReasonCode.TrailingTermsInvalid, offset, OrderTypes.TrailingOffsetMaxBps);
        }

        if (request.TimeInForce == TimeInForce.GoodTillDate || request.Expiry != TimestampNs.Zero)
        {
            return RiskVerdict.Refuse(ReasonCode.TrailingTermsInvalid);
        }

        return request.Trigger.Value >= 0 ? RiskVerdict.Pass : RiskVerdict.Refuse(ReasonCode.TriggerMissing);
    }

    private static RiskVerdict ExpiryTerms(in OrderRequest request, TimestampNs now)
    {
        if (request.TimeInForce != TimeInForce.GoodTillDate)
        {
            return request.Expiry == TimestampNs.Zero
                ? RiskVerdict.Pass
                : RiskVerdict.Refuse(ReasonCode.TermsContradict);
        }

        return request.Expiry > now
            ? RiskVerdict.Pass
            : new RiskVerdict(ReasonCode.ExpiryNotAhead, request.Expiry.Value, now.Value);
    }
}
