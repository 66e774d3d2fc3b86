using Engine.Core.Guards;
using Engine.Model.Accounts;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Replay.Simulation.Invariants;

/// <summary>What must be true once trouble has ended, the kill switch was pulled and the venue was asked.</summary>
internal static class QuietInvariants
{
    /// <summary>Whether the kill switch has done its work.</summary>
    internal static bool IsQuiet(SimulationState state) =>
        state.Core.KillState == KillState.Done && state.Core.OpenOrderCount == 0 && state.Venue.OpenOrderCount == 0;

    /// <summary>Checks all.</summary>
    /// <exception cref="BrokenInvariantException">One does not hold.</exception>
    internal static void Require(SimulationState state)
    {
        RequireNothingOpen(state);
        RequireTruth(state);
        foreach (var strategy in state.Core.Strategies)
        {
            if (strategy.IsDisabled)
            {
                throw new BrokenInvariantException(
                    "NoStrategyThrows", $"{strategy.Descriptor.Name} was disabled: {strategy.Fault}");
            }
        }
    }

    private static void RequireNothingOpen(SimulationState state)
    {
        if (!IsQuiet(state))
        {
            throw new BrokenInvariantException(
                "NothingIsOpenAfterTheKillSwitch",
                $"the kill switch is {state.Core.KillState}; open are {state.Core.OpenOrderCount} orders in the core "
                + $"and {state.Venue.OpenOrderCount} at the venue");
        }

        foreach (var instrument in state.Core.Instruments.All)
        {
            if (state.Plan.Flattens)
            {
                RequireFlat(state, instrument);
            }
        }
    }

    private static void RequireFlat(SimulationState state, Instrument instrument)
    {
        foreach (var leg in LegsOf(state, instrument))
        {
            if (state.Venue.PositionOf(instrument.Id, leg) != QtyLots.Zero)
            {
                throw new BrokenInvariantException(
                    "NothingIsOpenAfterTheKillSwitch",
                    $"{instrument.Name}: {state.Venue.PositionOf(instrument.Id, leg).Value} lots are still held");
            }
        }
    }

    private static void RequireTruth(SimulationState state)
    {
        foreach (var instrument in state.Core.Instruments.All)
        {
            foreach (var leg in LegsOf(state, instrument))
            {
                var core = state.Core.Portfolio.Leg(instrument.Id, leg).Quantity;
                var venue = state.Venue.PositionOf(instrument.Id, leg);
                if (core != venue)
                {
                    throw new BrokenInvariantException(
                        "TheVenueAgrees",
                        $"{instrument.Name}: the core holds {core.Value} lots, the venue {venue.Value}");
                }
            }
        }
    }

    /// <summary>Whether positions and cash are the venue's: all fills have come.</summary>
    internal static bool IsSameCash(SimulationState state)
    {
        foreach (var instrument in state.Core.Instruments.All)
        {
            var asset = instrument.SettleAsset;
            if (state.Core.Portfolio.Cash(asset) != state.Venue.CashOf(asset))
            {
                return false;
            }

            foreach (var leg in LegsOf(state, instrument))
            {
                if (state.Core.Portfolio.Leg(instrument.Id, leg).Quantity != state.Venue.PositionOf(instrument.Id, leg))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Open positions have cost what the venue says: balances are the same to the last unit.</summary>
    /// <exception cref="BrokenInvariantException">One is not.</exception>
    internal static void RequireSameBalances(SimulationState state)
    {
        foreach (var instrument in state.Core.Instruments.All)
        {
            RequireSameBalance(state, instrument.SettleAsset);
        }
    }

    /// <summary>The legs of an instrument; one where positions net.</summary>
    internal static PositionLeg[] LegsOf(SimulationState state, Instrument instrument) =>
        state.IsHedged(instrument.Id) ? [PositionLeg.Long, PositionLeg.Short] : [PositionLeg.Long];

    /// <summary>Once all positions are closed: nothing is held, and money agrees to the last unit.</summary>
    /// <exception cref="BrokenInvariantException">One does not hold.</exception>
    internal static void RequireSettled(SimulationState state)
    {
        Require(state);
        foreach (var instrument in state.Core.Instruments.All)
        {
            RequireFlat(state, instrument);
            RequireSameBalance(state, instrument.SettleAsset);
        }
    }

    private static void RequireSameBalance(SimulationState state, AssetId asset)
    {
        var (ours, theirs) = (state.Core.Portfolio.Wallet(asset), state.Venue.BalanceOf(asset));
        if (ours != theirs)
        {
            throw new BrokenInvariantException(
                "TheVenueAgrees",
                $"{state.Core.Instruments.AssetName(asset)}: the core has {ours.Value}, the venue {theirs.Value} "
                + "(10⁻⁸)");
        }
    }
}
