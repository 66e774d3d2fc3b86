using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Core.Portfolios;

/// <summary>A balance that the venue tells while a session runs.</summary>
internal sealed class ToldBalanceTests
{
    private readonly CoreRig _rig = CoreRig.Started();

    [Test]
    public void Balance_that_differs_is_taken_and_said()
    {
        var before = _rig.Core.Portfolio.Wallet(CoreRig.Quote);

        _rig.Balance(100_250);

        var said = _rig.LastCommands.Single(command => command.Kind == CommandKind.Reconciled);
        Assert.That((said.Asset, said.Measured, said.Limit), Is.EqualTo(
            (CoreRig.Quote, 100_250 * Money.Scale, before.Value)));
        Assert.That(_rig.Core.Portfolio.Wallet(CoreRig.Quote).Value, Is.EqualTo(100_250 * Money.Scale));
    }

    // What a spot position holds of its base asset is a part of that asset's balance, and no deposit.
    [Test]
    public void Balance_of_a_base_asset_has_the_spot_position_in_it()
    {
        var rig = CoreRig.Started(ContractType.Spot);
        rig.Fill(rig.Ask(s => s.Buy(990, 5)), Side.Bid, 990, 5, tradeKey: 1);
        var e = Event.Create(EventKind.Balance, default, InstrumentId.None);
        (e.Balance.Asset, e.Balance.Total) = (CoreRig.Base, new Money(5 * Money.Scale / 100));

        var commands = rig.Send(e);

        Assert.That(commands, Is.Empty);
        Assert.That(rig.Core.Portfolio.Cash(CoreRig.Base), Is.EqualTo(Money.Zero));
    }

    [Test]
    public void Balance_that_agrees_is_said_by_nothing()
    {
        _rig.Balance((long)(_rig.Core.Portfolio.Wallet(CoreRig.Quote).Value / Money.Scale));

        Assert.That(_rig.LastCommands, Is.Empty);
    }
}
