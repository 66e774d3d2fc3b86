using Engine.Model.Accounts;
using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Formulas;
using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>Closes positions by force when what covers them has fallen to the maintenance margin.</summary>
/// <remarks>
/// Judged on the mark price, after the whole message that moved it. First the open orders that the margin covers are
/// canceled. Then positions are closed whole, the one with the largest maintenance margin first, until the rest is
/// covered; isolated, the position itself. Each is closed at its mark, no worse than its bankruptcy price, in a fill of
/// no order; a fee is taken as far as something is left. So no balance becomes negative: where the mark has gapped
/// beyond the bankruptcy price, the venue's insurance fund bears the difference.
/// </remarks>
/// <param name="account">Balances and positions.</param>
/// <param name="desk">Orders and reports.</param>
internal sealed class LiquidationDesk(VenueAccount account, OrderDesk desk)
{
    private bool _isDue;

    /// <summary>How many positions were closed by force.</summary>
    internal long Count { get; private set; }

    /// <summary>The price of an instrument may have moved: what is held of it is valued anew.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="isMark">Whether it is a mark price: where the stream has those, nothing else moves a mark.</param>
    internal void OnPrice(VenueInstrument instrument, bool isMark)
    {
        var holdings = instrument.Holdings;
        if (holdings.IsPerpetual && !holdings.IsFlat)
        {
            if (isMark || !instrument.Market.HasMark)
            {
                holdings.Remark(PriceTicks.Zero);
            }

            _isDue |= account.IsChanged && account.IsFunded;
        }
    }

    /// <summary>The message is whole: closes what is to be closed.</summary>
    internal void Check(AccountId owner)
    {
        if (_isDue)
        {
            CloseWhatIsShort(owner);
        }
    }

    private void CloseWhatIsShort(AccountId owner)
    {
        _isDue = false;
        account.IsChanged = false;
        AssetId? judged = null;
        foreach (var holdings in account.Holdings)
        {
            if (holdings.IsFlat || !holdings.IsPerpetual)
            {
                continue;
            }

            if (account.Settings.Mode == AccountMode.Isolated)
            {
                CheckIsolated(holdings, PositionLeg.Long, owner);
                CheckIsolated(holdings, PositionLeg.Short, owner);
            }
            else if (holdings.Instrument.SettleAsset != judged)
            {
                // What covers an asset covers all that settle in it: one look is enough for them together.
                judged = holdings.Instrument.SettleAsset;
                CheckCross(holdings.Instrument.SettleAsset, owner);
            }
        }
    }

    internal void VisitState(Engine.Model.State.StateSink sink)
    {
        sink.Visit(ref _isDue);
        var count = Count;
        sink.Visit(ref count);
        Count = count;
    }

    private void CheckIsolated(VenueHoldings holdings, PositionLeg leg, AccountId owner)
    {
        var margin = holdings.MarginOf(leg);
        var balance = margin + holdings.ValueOf(leg) - holdings.Leg(leg).Cost;
        var maintenance = holdings.MaintenanceOf(leg);
        if (Margins.IsLiquidated(balance, maintenance))
        {
            CancelAll(holdings.Market);
            Close(holdings, leg, margin, balance, maintenance, owner);
        }
    }

    private void CheckCross(AssetId asset, AccountId owner)
    {
        var areOrdersGone = false;
        while (IsShort(asset, out var balance, out var maintenance))
        {
            if (!areOrdersGone)
            {
                areOrdersGone = true;
                CancelAllOf(asset);
            }

            var (holdings, leg) = Largest(asset);
            var unrealized = holdings.ValueOf(leg) - holdings.Leg(leg).Cost;
            Close(holdings, leg, balance - unrealized, balance, maintenance, owner);
        }
    }

    /// <summary>Whether what covers the perpetuals of an asset has fallen to their maintenance margin.</summary>
    private bool IsShort(AssetId asset, out Money balance, out Money maintenance)
    {
        balance = account.BalanceOf(asset);
        maintenance = Money.Zero;
        foreach (var holdings in account.Holdings)
        {
            if (!holdings.IsFlat && holdings.IsPerpetual && holdings.Instrument.SettleAsset == asset)
            {
                balance += holdings.Unrealized;
                maintenance += holdings.Maintenance;
            }
        }

        return Margins.IsLiquidated(balance, maintenance);
    }

    private (VenueHoldings Holdings, PositionLeg Leg) Largest(AssetId asset)
    {
        var best = account.Holdings[0];
        var bestLeg = PositionLeg.Long;
        var most = new Money(-1);
        foreach (var holdings in account.Holdings)
        {
            if (holdings.IsFlat || !holdings.IsPerpetual || holdings.Instrument.SettleAsset != asset)
            {
                continue;
            }

            for (var leg = PositionLeg.Long; leg <= PositionLeg.Short; leg++)
            {
                var maintenance = holdings.MaintenanceOf(leg);
                if (maintenance > most && holdings.Leg(leg).Quantity != QtyLots.Zero)
                {
                    (best, bestLeg, most) = (holdings, leg, maintenance);
                }
            }
        }

        return (best, bestLeg);
    }

    private void CancelAllOf(AssetId asset)
    {
        foreach (var holdings in account.Holdings)
        {
            if (holdings.IsPerpetual && holdings.Instrument.SettleAsset == asset)
            {
                CancelAll(holdings.Market);
            }
        }
    }

    private void CancelAll(VenueInstrument instrument)
    {
        while (!instrument.Bids.IsEmpty)
        {
            desk.End(instrument, instrument.Bids.Head, EventKind.OrderCanceled, ReasonCode.VenueLiquidation);
        }

        while (!instrument.Asks.IsEmpty)
        {
            desk.End(instrument, instrument.Asks.Head, EventKind.OrderCanceled, ReasonCode.VenueLiquidation);
        }

        while (!instrument.Waiting.IsEmpty)
        {
            desk.End(instrument, instrument.Waiting.Head, EventKind.OrderCanceled, ReasonCode.VenueLiquidation);
        }

        while (!instrument.Conditional.IsEmpty)
        {
            desk.End(instrument, instrument.Conditional.Head, EventKind.OrderCanceled, ReasonCode.VenueLiquidation);
        }
    }

    private void Close(
        VenueHoldings holdings, PositionLeg leg, Money wallet, Money balance, Money maintenance, AccountId owner)
    {
        var held = holdings.Leg(leg);
        var instrument = holdings.Instrument;
        var side = held.Quantity > QtyLots.Zero ? Side.Ask : Side.Bid;
        var quantity = new QtyLots(Math.Abs(held.Quantity.Value));
        var price = Liquidations.ClosingPrice(instrument, held.Quantity, held.Cost, wallet, holdings.Mark);
        if (!instrument.TryNotional(price, quantity, out var notional))
        {
            throw new InvalidDataException($"{instrument.Name}: a position that is liquidated has no exact value.");
        }

        var left = wallet + (side == Side.Ask ? notional : -notional) - held.Cost;
        var full = Fees.FeeOf(notional, account.Settings.LiquidationFee);
        var fee = full > left ? left : full;
        fee = fee < Money.Zero ? Money.Zero : fee;
        Count++;
        desk.ReportLiquidated(holdings.Market, leg, holdings.Mark, balance, maintenance, held.Quantity, owner);
        account.BookForced(holdings.Market, leg, side, price, quantity, notional);
        account.Move(instrument.SettleAsset, -fee);
        desk.ReportForcedFill(holdings.Market, leg, side, price, quantity, fee, owner);
    }
}
