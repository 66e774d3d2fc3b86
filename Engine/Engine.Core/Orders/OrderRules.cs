using Engine.Core.Strategies;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>
/// The engine's own parameters of the order manager: how long it waits for answers and how it asks for them. Set by
/// events, so that a replay has the same.
/// </summary>
public sealed class OrderRules
{
    /// <summary>The place of the first row among the engine's own parameters.</summary>
    public const int FirstPlace = 640;

    private static readonly IReadOnlyList<string> LostActions = ["alarm", "flatten"];

    /// <summary>The table: name, unit, default and range of each parameter.</summary>
    public static readonly IReadOnlyList<ParameterDescriptor> Table =
    [
        ParameterDescriptor.OfDuration("requestTimeout", 10 * TimestampNs.PerSecond, 0, TimestampNs.PerDay,
            "How long a request may go without an answer before its order is Unknown and the venue is asked; "
            + "0 for ever."),
        ParameterDescriptor.OfDuration("queryRetry", TimestampNs.PerSecond, 1_000_000, TimestampNs.PerDay,
            "How long after the first question about an Unknown order the second is asked; each later pause is twice "
            + "the one before."),
        ParameterDescriptor.OfDuration("queryRetryMax", TimestampNs.PerMinute, 1_000_000, TimestampNs.PerDay,
            "The longest pause between two questions about an Unknown order."),
        ParameterDescriptor.OfDuration("notFoundAfter", 10 * TimestampNs.PerSecond, 0, TimestampNs.PerDay,
            "How long after its last request the venue's word that it has no such order is believed: the validity "
            + "window of requests and a margin."),
        ParameterDescriptor.OfMoney("reconcileTolerance", 10 * Money.Scale, 0, long.MaxValue,
            "The largest difference between the venue's word on a position or a balance and the books that is "
            + "corrected, in units of the settle asset; beyond it trading halts."),
        ParameterDescriptor.OfChoice("onProtectionLost", (long)LostProtection.Alarm, LostActions,
            "What follows when a bracket's protective order is lost: an alarm, and it is asked for again; or an alarm, "
            + "and what it protected is closed."),
        ParameterDescriptor.OfDuration("protectionTimeout", 10 * TimestampNs.PerSecond, 0, TimestampNs.PerDay,
            "How long a bracket's protective order may go without the venue's word that it stands before it counts as "
            + "lost; 0 for ever."),
        ParameterDescriptor.OfDuration("audit", 0, 0, TimestampNs.PerDay,
            "How often the venue is asked about the open orders and the position of every instrument though nothing "
            + "speaks against the books; 0 for never."),
    ];

    private const int RequestTimeoutPlace = 0;
    private const int QueryRetryPlace = 1;
    private const int QueryRetryMaxPlace = 2;
    private const int NotFoundAfterPlace = 3;
    private const int TolerancePlace = 4;
    private const int LostPlace = 5;
    private const int ProtectionTimeoutPlace = 6;
    private const int AuditPlace = 7;

    /// <summary>How long a request may go without an answer, ns; 0 for ever.</summary>
    public long RequestTimeoutNs => Values.DurationNs(RequestTimeoutPlace);

    /// <summary>How long after its last request "not found" is believed, ns.</summary>
    public long NotFoundAfterNs => Values.DurationNs(NotFoundAfterPlace);

    /// <summary>The largest difference that a reconciliation corrects, in units of each settle asset.</summary>
    public Money ReconcileTolerance => Values.Money(TolerancePlace);

    /// <summary>What follows when a protective order is lost.</summary>
    public LostProtection OnProtectionLost => (LostProtection)Values.Integer(LostPlace);

    /// <summary>How long a protective order may be unconfirmed before it counts as lost, ns; 0 for ever.</summary>
    public long ProtectionTimeoutNs => Values.DurationNs(ProtectionTimeoutPlace);

    /// <summary>How often open orders and positions are asked about unprovoked, ns; 0 for never.</summary>
    public long AuditNs => Values.DurationNs(AuditPlace);

    /// <summary>The longest pause between two attempts, ns.</summary>
    internal long LongestPauseNs => Values.DurationNs(QueryRetryMaxPlace);

    /// <summary>The values, for those who list them.</summary>
    public ParameterValues Values { get; } = new(Table, FirstPlace);

    /// <summary>Whether a place of the engine's own parameters is one of these.</summary>
    internal static bool IsOne(int place) => place >= FirstPlace && place < FirstPlace + Table.Count;

    /// <summary>The pause before the next question, after so many were asked, ns.</summary>
    internal long PauseNs(int asked)
    {
        var longest = Values.DurationNs(QueryRetryMaxPlace);
        var pause = Values.DurationNs(QueryRetryPlace);
        for (var i = 1; i < asked && pause < longest; i++)
        {
            pause *= 2;
        }

        return Math.Min(pause, longest);
    }
}
