using Engine.Core.Portfolios;
using Engine.Model.Accounts;
using Engine.Model.Events;
using Engine.Model.Events.Payloads;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Portfolios;

/// <summary>A core with an account: its parameters, and fills of legs and of no order.</summary>
internal static class AccountRig
{
    /// <summary>A rig of two strategies with the account's parameters set, 100,000 quote, and a session.</summary>
    internal static CoreRig Open(
        ScriptedStrategy first, ScriptedStrategy second, params (string Name, long Bits)[] parameters)
    {
        var rig = new CoreRig(ContractType.LinearPerpetual, first, second);
        foreach (var (name, bits) in parameters)
        {
            rig.SetAccount(name, bits);
        }

        rig.Balance(100_000);
        rig.StartSession();
        rig.Book(bid: 999, ask: 1_001);
        return rig;
    }

    /// <summary>Sets a parameter of the account by its name.</summary>
    internal static void SetAccount(this CoreRig rig, string name, long bits)
    {
        var place = AccountTable.Rows.ToList().FindIndex(row => row.Name == name);
        rig.SetLimit(AccountParameters.FirstPlace + place, name, AccountTable.Rows[place].Type, bits);
    }

    /// <summary>A fill; of no order, as a venue reports what it has closed by force.</summary>
    internal static void Fill(
        this CoreRig rig, Side side, long price, long quantity, long tradeKey, EventFlags flags = EventFlags.None,
        decimal fee = 0, OrderId order = default)
    {
        var fill = Event.Create(
            EventKind.Fill, default, CoreRig.Instrument, flags | (side == Side.Ask ? EventFlags.Ask : 0));
        fill.Flags &= ~EventFlags.LastOfRun;
        fill.Fill = new Fill
        {
            OrderId = order,
            Price = new PriceTicks(price),
            Quantity = new QtyLots(quantity),
            Fee = Units(fee),
        };
        rig.Send(fill);
        var detail = Event.Create(EventKind.FillDetail, default, CoreRig.Instrument);
        detail.FillDetail = new FillDetail
        {
            FeeAsset = CoreRig.Quote,
            Account = CoreRig.Account,
            TradeKey = Key128.FromNumber(tradeKey),
        };
        rig.Send(detail);
    }

    private static Money Units(decimal amount) => new((long)(amount * Money.Scale));
}
