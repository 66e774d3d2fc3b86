using Engine.Model.State;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>When a perpetual is funded next, and the funding that is due and not yet told.</summary>
internal struct FundingClock
{
    /// <summary>The next funding time.</summary>
    internal TimestampNs Due;

    /// <summary>The time to which <see cref="Rate" /> applies; zero where no rate is known.</summary>
    internal TimestampNs RateTime;

    /// <summary>The rate that the last mark announced.</summary>
    internal Rate Rate;

    /// <summary>The funding time that has passed with a position; zero where nothing waits.</summary>
    internal TimestampNs Pending;

    /// <summary>Whether the rate of it had been announced.</summary>
    internal bool HasPendingRate;

    /// <summary>That rate.</summary>
    internal Rate PendingRate;

    /// <summary>The mark price then.</summary>
    internal FinePrice PendingPrice;

    /// <summary>The long leg then, or the position where positions net.</summary>
    internal QtyLots PendingLong;

    /// <summary>The short leg then.</summary>
    internal QtyLots PendingShort;

    /// <summary>The funding time that was paid by its announced rate; zero where none was.</summary>
    internal TimestampNs Paid;

    internal void VisitState(StateSink sink)
    {
        sink.Visit(ref Due);
        sink.Visit(ref RateTime);
        sink.Visit(ref Rate);
        sink.Visit(ref Pending);
        sink.Visit(ref HasPendingRate);
        sink.Visit(ref PendingRate);
        sink.Visit(ref PendingPrice);
        sink.Visit(ref PendingLong);
        sink.Visit(ref PendingShort);
        sink.Visit(ref Paid);
    }
}
