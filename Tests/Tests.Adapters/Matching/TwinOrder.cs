using Adapters.Simulated.Matching;
using Engine.Model.Units;

namespace Tests.Adapters.Matching;

/// <summary>An order of the slow twin.</summary>
internal sealed class TwinOrder
{
    internal required long Id { get; init; }

    internal required Side Side { get; init; }

    internal required int Owner { get; init; }

    internal required MatchInstruction Instruction { get; init; }

    internal required SelfTradePrevention SelfTrade { get; init; }

    internal required long Price { get; set; }

    internal required long Lots { get; set; }
}
