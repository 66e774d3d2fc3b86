using Engine.Model.Commands;
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

    [Test]
    public void Balance_that_agrees_is_said_by_nothing()
    {
        _rig.Balance((long)(_rig.Core.Portfolio.Wallet(CoreRig.Quote).Value / Money.Scale));

        Assert.That(_rig.LastCommands, Is.Empty);
    }
}
