using Adapters.Simulated.Matching;
using Engine.Model.Units;

namespace Tests.Adapters.Matching;

/// <summary>Price-time priority as one would say it: a list by coming, sorted by price, looked through each time.</summary>
internal sealed class SlowMatchingBook
{
    // In the order in which they came to where they stand.
    private readonly List<TwinOrder> _orders = [];

    internal List<ToldEvent> Told { get; } = [];

    internal IEnumerable<TwinOrder> Standing(Side side)
    {
        var ofSide = _orders.Where(order => order.Side == side);
        return side == Side.Bid ? ofSide.OrderByDescending(order => order.Price) : ofSide.OrderBy(order => order.Price);
    }

    internal void Take(in MatchCommand command)
    {
        var id = command.Id;
        var known = _orders.Find(order => order.Id == id);
        if (command.Verb == MatchVerb.Place)
        {
            Place(command, known);
        }
        else if (known is null)
        {
            Told.Add(ToldEvent.Rejected(id, MatchRejectReason.UnknownId));
        }
        else if (command.Verb == MatchVerb.Cancel)
        {
            Remove(known, MatchDoneReason.Canceled);
        }
        else if (command.Verb == MatchVerb.Amend && command.Lots <= 0)
        {
            Told.Add(ToldEvent.Rejected(id, MatchRejectReason.Quantity));
        }
        else if (command.Verb == MatchVerb.Amend && command.Price == known.Price && command.Lots <= known.Lots)
        {
            known.Lots = command.Lots;
            Told.Add(ToldEvent.Amended(id, known.Price, known.Lots, kept: true));
        }
        else
        {
            Replace(known, command.Price, command.Verb == MatchVerb.Amend ? command.Lots : known.Lots);
        }
    }

    private void Place(in MatchCommand command, TwinOrder? known)
    {
        var order = new TwinOrder
        {
            Id = command.Id,
            Side = command.Side,
            Owner = command.Owner,
            Instruction = command.Instruction,
            SelfTrade = command.SelfTrade,
            Price = command.Price,
            Lots = command.Lots,
        };
        var refusal = command.Lots <= 0 ? MatchRejectReason.Quantity
            : known is not null ? MatchRejectReason.DuplicateId
            : command.Instruction == MatchInstruction.PostOnly && Crossed(order).Any() ? MatchRejectReason.WouldTake
            : MatchRejectReason.None;
        if (refusal != MatchRejectReason.None)
        {
            Told.Add(ToldEvent.Rejected(command.Id, refusal));
            return;
        }

        Told.Add(ToldEvent.Accepted(order.Id, order.Price, order.Lots));
        if (order.Instruction == MatchInstruction.FillOrKill && !CanFill(order))
        {
            Told.Add(ToldEvent.Done(order.Id, order.Price, order.Lots, MatchDoneReason.Killed));
            return;
        }

        Match(order, order.Instruction is MatchInstruction.GoodTillCanceled or MatchInstruction.PostOnly);
    }

    private void Replace(TwinOrder order, long price, long lots)
    {
        var before = order.Price;
        order.Price = price;
        if (order.Instruction == MatchInstruction.PostOnly && Crossed(order).Any())
        {
            order.Price = before;
            Told.Add(ToldEvent.Rejected(order.Id, MatchRejectReason.WouldTake));
            return;
        }

        order.Lots = lots;
        _orders.Remove(order);
        Told.Add(ToldEvent.Amended(order.Id, price, lots, kept: false));
        Match(order, stands: true);
    }

    private IEnumerable<TwinOrder> Crossed(TwinOrder taker) => Standing(1 - taker.Side).Where(maker =>
        taker.Instruction == MatchInstruction.Market
        || (taker.Side == Side.Bid ? maker.Price <= taker.Price : maker.Price >= taker.Price));

    private static bool IsSelf(TwinOrder taker, TwinOrder maker) => taker.Owner != 0 && taker.Owner == maker.Owner
        && taker.SelfTrade != SelfTradePrevention.None;

    private bool CanFill(TwinOrder taker)
    {
        var crossed = taker.SelfTrade == SelfTradePrevention.CancelMaker
            ? Crossed(taker).Where(maker => !IsSelf(taker, maker))
            : Crossed(taker).TakeWhile(maker => !IsSelf(taker, maker));
        return crossed.Sum(maker => maker.Lots) >= taker.Lots;
    }

    private void Match(TwinOrder taker, bool stands)
    {
        foreach (var maker in Crossed(taker).ToList())
        {
            if (taker.Lots == 0)
            {
                break;
            }

            if (IsSelf(taker, maker))
            {
                if (Prevent(taker, maker))
                {
                    Told.Add(ToldEvent.Done(taker.Id, taker.Price, taker.Lots, MatchDoneReason.SelfTrade));
                    return;
                }

                continue;
            }

            var lots = Math.Min(taker.Lots, maker.Lots);
            taker.Lots -= lots;
            maker.Lots -= lots;
            Told.Add(ToldEvent.Trade(maker.Id, taker.Id, maker.Price, lots, taker.Lots));
            if (maker.Lots == 0)
            {
                Remove(maker, MatchDoneReason.Filled);
            }
        }

        if (taker.Lots > 0 && stands)
        {
            _orders.Add(taker);
            return;
        }

        var reason = taker.Lots == 0 ? MatchDoneReason.Filled : MatchDoneReason.Expired;
        Told.Add(ToldEvent.Done(taker.Id, taker.Price, taker.Lots, reason));
    }

    /// <returns>Whether the taker must go.</returns>
    private bool Prevent(TwinOrder taker, TwinOrder maker)
    {
        switch (taker.SelfTrade)
        {
            case SelfTradePrevention.CancelTaker:
                return true;
            case SelfTradePrevention.Decrement:
                var lots = Math.Min(taker.Lots, maker.Lots);
                foreach (var order in new[] { taker, maker })
                {
                    order.Lots -= lots;
                    if (order.Lots > 0)
                    {
                        Told.Add(ToldEvent.Amended(order.Id, order.Price, order.Lots, kept: true));
                    }
                }

                if (maker.Lots == 0)
                {
                    Remove(maker, MatchDoneReason.SelfTrade);
                }

                return taker.Lots == 0;
            default:
                Remove(maker, MatchDoneReason.SelfTrade);
                return taker.SelfTrade == SelfTradePrevention.CancelBoth;
        }
    }

    private void Remove(TwinOrder order, MatchDoneReason reason)
    {
        _orders.Remove(order);
        Told.Add(ToldEvent.Done(order.Id, order.Price, order.Lots, reason));
    }
}
