using Engine.Model.Commands;

namespace Tests.Adapters.Simulated;

/// <summary>One order as the audit of its reports sees it.</summary>
internal sealed class AuditedOrder
{
    private Command _command;

    internal required Command Command
    {
        get => _command;
        init
        {
            _command = value;
            HighestPrice = value.Price.Value;
            LowestPrice = value.Price.Value;
            QuantityMax = value.Quantity.Value;
            Price = value.Price.Value;
            Quantity = value.Quantity.Value;
        }
    }

    internal long SentAt { get; init; }

    internal long HighestPrice { get; set; }

    internal long LowestPrice { get; set; }

    internal long QuantityMax { get; set; }

    /// <summary>The limit, as the venue has last said.</summary>
    internal long Price { get; set; }

    /// <summary>The total, as the venue has last said.</summary>
    internal long Quantity { get; set; }

    internal long Cumulative { get; set; }

    /// <summary>Whether it stands in the book, as the venue has last said.</summary>
    internal bool IsResting => IsAccepted && !IsDone && Command.Type.HasLimit() && Command.TimeInForce.MayRest()
        && (IsTriggered || !Command.Type.IsConditional());

    internal bool IsAccepted { get; set; }

    internal bool IsTriggered { get; set; }

    /// <summary>Whether an amend was sent, so that its total is not known for sure.</summary>
    internal bool IsAmended { get; set; }

    internal bool IsDone { get; set; }
}
