using Engine.Model.Commands;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Units;

namespace Tests.Model;

/// <summary>
/// Numbers of enums are the file format: new members take new numbers, and old ones never change theirs.
/// </summary>
[TestFixture]
internal sealed class EnumNumberTests
{
    [TestCase(typeof(EventClass), EnumTable.EventClass)]
    [TestCase(typeof(EventKind), EnumTable.EventKind)]
    [TestCase(typeof(EventFlags), EnumTable.EventFlags)]
    [TestCase(typeof(BarInterval), EnumTable.BarInterval)]
    [TestCase(typeof(Durability), EnumTable.Durability)]
    [TestCase(typeof(OperatorAction), EnumTable.OperatorAction)]
    [TestCase(typeof(ParameterType), EnumTable.ParameterType)]
    [TestCase(typeof(RunMode), EnumTable.RunMode)]
    [TestCase(typeof(LineState), EnumTable.LineState)]
    [TestCase(typeof(CommandKind), EnumTable.CommandKind)]
    [TestCase(typeof(GroupRole), EnumTable.GroupRole)]
    [TestCase(typeof(GuardKind), EnumTable.GuardKind)]
    [TestCase(typeof(CommandFlags), EnumTable.CommandFlags)]
    [TestCase(typeof(GatewayOutcome), EnumTable.GatewayOutcome)]
    [TestCase(typeof(OrderState), EnumTable.OrderState)]
    [TestCase(typeof(OrderType), EnumTable.OrderType)]
    [TestCase(typeof(TimeInForce), EnumTable.TimeInForce)]
    [TestCase(typeof(ReasonCode), EnumTable.ReasonCode)]
    [TestCase(typeof(ContractType), EnumTable.ContractType)]
    [TestCase(typeof(VenueId), EnumTable.VenueId)]
    [TestCase(typeof(Side), EnumTable.Side)]
    public void Enum_keeps_its_numbers(Type type, string expected)
    {
        var actual = Layout.DescribeEnum(type);

        Assert.That(actual, Is.EqualTo(expected));
    }
}
