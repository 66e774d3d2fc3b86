using Engine.Model.State;
using Engine.Model.Units;

namespace Engine.Core.Orders;

/// <summary>Which session placed which orders: with its number that makes the name that the venue knows.</summary>
/// <remarks>
/// The core's own is written by its thread alone; who sends from another thread takes a <see cref="Copy" /> when the
/// session has begun, which stays true until the next one begins.
/// </remarks>
public sealed class OrderEpochs
{
    private const int CountMax = 1 << 20;

    /// <summary>The first session of a journal, which begins with the first order.</summary>
    public const long First = 1;

    // Sessions in their order; of each its epoch and the number of its first order.
    private readonly List<(long Epoch, long FirstOrder)> _sessions = [];

    /// <summary>The epoch of the last session; 0 before the first.</summary>
    public long Current => _sessions.Count == 0 ? 0 : _sessions[^1].Epoch;

    /// <summary>The first order that the last session can place; what comes before it is of earlier ones.</summary>
    public OrderId FirstOfCurrent => new(_sessions.Count == 0 ? 1 : _sessions[^1].FirstOrder);

    /// <summary>The name of an order.</summary>
    /// <param name="order">An order of ours, or one that the books do not have, by its number.</param>
    public ClientOrderId NameOf(OrderId order)
    {
        if (ClientOrderId.TryFromStranger(order, out var stranger))
        {
            return stranger;
        }

        var epoch = First;
        for (var i = _sessions.Count - 1; i >= 0; i--)
        {
            if (_sessions[i].FirstOrder <= order.Value)
            {
                epoch = _sessions[i].Epoch;
                break;
            }
        }

        return new ClientOrderId(epoch, order);
    }

    /// <summary>The number by which the books know an order of a name.</summary>
    /// <param name="name">A name with our prefix.</param>
    /// <returns>A number of a stranger where the session of that name has placed no such order as far as the books
    /// know.</returns>
    public OrderId NumberOf(ClientOrderId name) =>
        NameOf(name.Order) == name ? name.Order : name.ToStranger();

    /// <summary>What it is now.</summary>
    public OrderEpochs Copy()
    {
        var copy = new OrderEpochs();
        copy._sessions.AddRange(_sessions);
        return copy;
    }

    /// <summary>A session begins.</summary>
    /// <param name="epoch">Its number.</param>
    /// <param name="firstOrder">The order that comes next.</param>
    internal void Begin(long epoch, OrderId firstOrder) => _sessions.Add((epoch, firstOrder.Value));

    internal void VisitState(StateSink sink, long sessionCount)
    {
        if (sink.IsRestoring)
        {
            if (sessionCount is < 0 or > CountMax)
            {
                throw new InvalidOperationException($"{sessionCount} sessions are stored.");
            }

            _sessions.Clear();
        }

        // Of the first session there is nothing to say: that of a journal has the first epoch and the first order.
        for (var i = 0; i < sessionCount; i++)
        {
            var (epoch, order) = i < _sessions.Count ? _sessions[i] : (First, 1);
            if (i > 0)
            {
                sink.Visit(ref epoch);
                sink.Visit(ref order);
            }

            if (sink.IsRestoring)
            {
                _sessions.Add((epoch, order));
            }
        }
    }
}
