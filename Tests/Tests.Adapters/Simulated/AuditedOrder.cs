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
        }
    }

    internal long SentAt { get; init; }

    internal long HighestPrice { get; set; }

    internal long LowestPrice { get; set; }

    internal long QuantityMax { get; set; }

    internal long Cumulative { get; set; }

    internal bool IsAccepted { get; set; }

    internal bool IsTriggered { get; set; }

    /// <summary>Whether an amend was sent, so that its total is not known for sure.</summary>
    internal bool IsAmended { get; set; }

    internal bool IsDone { get; set; }
}
