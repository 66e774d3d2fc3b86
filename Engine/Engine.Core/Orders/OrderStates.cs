using Engine.Model.Commands;

namespace Engine.Core.Orders;

/// <summary>Groups of order states.</summary>
public static class OrderStates
{
    /// <summary>Whether nothing more is expected of an order in that state.</summary>
    public static bool IsFinal(this OrderState state) => state is OrderState.Filled or OrderState.Canceled
        or OrderState.Rejected or OrderState.Expired;

    /// <summary>Whether a request on the order is under way, so that another has to wait.</summary>
    public static bool IsInFlight(this OrderState state) =>
        state is OrderState.PendingNew or OrderState.PendingAmend or OrderState.PendingCancel;
}
