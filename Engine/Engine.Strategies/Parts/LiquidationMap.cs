using Engine.Model.Numbers;
using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Strategies.Parts;

/// <summary>Liquidations by price zone: where many were forced out, a cluster lies. One thread.</summary>
/// <remarks>
/// Zones are equally wide in the logarithm of the price, so that they suit every price. A zone is forgotten when
/// nothing was added to it for its life; the table holds 64 of them, and a new one takes the place of the one that was
/// left alone for longest.
/// </remarks>
internal sealed class LiquidationMap
{
    private const int ZoneCount = 64;

    private readonly LiquidationZone[] _zones = new LiquidationZone[ZoneCount];
    private readonly double _width;
    private readonly long _lifeNs;

    /// <summary>An empty one.</summary>
    /// <param name="width">The width of a zone, a fraction of its price, positive.</param>
    /// <param name="lifeNs">How long a zone is remembered after the last addition, ns.</param>
    internal LiquidationMap(double width, long lifeNs)
    {
        _width = width;
        _lifeNs = lifeNs;
    }

    /// <summary>Adds a liquidation.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="price">Its price, as a number, positive.</param>
    /// <param name="lots">Its quantity, positive.</param>
    /// <param name="side">The side of the forced order: Ask means that longs were liquidated.</param>
    internal void Add(TimestampNs now, double price, long lots, Side side)
    {
        var index = (long)Math.Floor(DeterministicMath.Log(price) / _width);
        ref var zone = ref _zones[PlaceOf(index, now)];
        if (zone.Lots == 0 || zone.Index != index || IsOld(in zone, now))
        {
            zone = default;
            zone.Index = index;
        }

        zone.LongLots += side == Side.Ask ? lots : 0;
        zone.ShortLots += side == Side.Bid ? lots : 0;
        zone.Weight += price * lots;
        zone.LastTime = now;
    }

    /// <summary>Finds the nearest cluster.</summary>
    /// <param name="now">The time now.</param>
    /// <param name="price">The price now.</param>
    /// <param name="minLots">The least quantity that is a cluster.</param>
    /// <param name="reach">How far it may lie from the price, a fraction.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>False where none is near enough.</returns>
    internal bool TryNearest(TimestampNs now, double price, double minLots, double reach, out LiquidationZone cluster)
    {
        cluster = default;
        var nearest = double.MaxValue;
        foreach (ref readonly var zone in _zones.AsSpan())
        {
            if (zone.Lots == 0 || zone.Lots < minLots || IsOld(in zone, now))
            {
                continue;
            }

            var distance = Math.Abs((price / zone.Price) - 1);
            if (distance <= reach && distance < nearest)
            {
                nearest = distance;
                cluster = zone;
            }
        }

        return cluster.Lots > 0;
    }

    /// <summary>Forgets the zone of an index: it was traded on.</summary>
    internal void Consume(long index)
    {
        foreach (ref var zone in _zones.AsSpan())
        {
            if (zone.Lots > 0 && zone.Index == index)
            {
                zone = default;
            }
        }
    }

    /// <summary>Visits all zones.</summary>
    internal void VisitState(StateSink sink)
    {
        foreach (ref var zone in _zones.AsSpan())
        {
            zone.VisitState(sink);
        }
    }

    private bool IsOld(in LiquidationZone zone, TimestampNs now) => now - zone.LastTime > _lifeNs;

    /// <summary>The place of the zone; where it has none, a free place, or the one left alone for longest.</summary>
    private int PlaceOf(long index, TimestampNs now)
    {
        var best = 0;
        for (var i = 0; i < _zones.Length; i++)
        {
            ref readonly var zone = ref _zones[i];
            if (zone.Lots > 0 && zone.Index == index)
            {
                return i;
            }

            if (Age(in zone, now) > Age(in _zones[best], now))
            {
                best = i;
            }
        }

        return best;
    }

    private static long Age(in LiquidationZone zone, TimestampNs now) =>
        zone.Lots == 0 ? long.MaxValue : now - zone.LastTime;
}
