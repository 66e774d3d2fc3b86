using System.Runtime.InteropServices;
using Engine.Model.Commands;
using Engine.Model.Units;

namespace Tests.Model.Commands;

/// <summary>The command's layout is that of the journal's second stream.</summary>
[TestFixture]
internal sealed class CommandLayoutTests
{
    [Test]
    public void Command_fields_keep_their_places() => Assert.That(Layout.Describe(typeof(Command)), Is.EqualTo("""
        Command 64
           0  8 Int64 Cause
           8  2 CommandKind Kind
          10  2 CommandFlags Flags
          12  4 InstrumentId Instrument
          16  4 AssetId Asset
          16  8 Int64 GuardBefore
          16 24 Text24 Name
          16  8 OrderId OrderId
          16  8 Int64 SignalNumber
          24  8 Int64 GuardAfter
          24  8 UInt64 Hash
          24  8 PriceTicks Price
          32  8 Int64 Count
          32  8 Int64 IsFailing
          32  8 QtyLots Quantity
          40  8 Int64 Measured
          40  8 Int64 StateBefore
          40  8 PriceTicks Trigger
          40  8 Double Value
          48  8 Double Bound
          48  8 Int64 ExpiryOrOffset
          48  8 OrderId Group
          48  8 Int64 Limit
          48  8 Int64 StateAfter
          56  1 GuardKind Guard
          56  1 GroupRole Role
          56  1 OrderType Type
          57  1 TimeInForce TimeInForce
          58  2 AccountId Account
          58  2 StrategyId Source
          58  2 VenueId Venue
          60  2 StrategyId Strategy
          62  2 ReasonCode Reason
        """));

    [Test]
    public void Command_bytes_are_little_endian_in_the_documented_order()
    {
        var order = new Command
        {
            Cause = 0x0102030405060708,
            Kind = CommandKind.PlaceOrder,
            Flags = CommandFlags.Ask | CommandFlags.PostOnly,
            Instrument = new InstrumentId(0x0A0B0C0D),
            OrderId = new OrderId(0x1112131415161718),
            Price = new PriceTicks(0x2122232425262728),
            Quantity = new QtyLots(0x3132333435363738),
            Trigger = new PriceTicks(0x4142434445464748),
            ExpiryOrOffset = 0x5152535455565758,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.ImmediateOrCancel,
            Account = new AccountId(0x6162),
            Strategy = new StrategyId(0x7172),
            Reason = ReasonCode.NoLiquidity,
        };

        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<Command>(in order));

        Assert.That(Convert.ToHexString(bytes), Is.EqualTo(
            "0807060504030201" + "0100" + "0300" + "0D0C0B0A" + "1817161514131211" + "2827262524232221"
            + "3837363534333231" + "4847464544434241" + "5857565554535251" + "0102" + "6261" + "7271" + "6C00"));
    }

    [TestCase(CommandFlags.None, Side.Bid)]
    [TestCase(CommandFlags.Ask | CommandFlags.ReduceOnly, Side.Ask)]
    [TestCase(CommandFlags.PostOnly, Side.Bid)]
    public void Side_is_the_lowest_flag(CommandFlags flags, Side side) =>
        Assert.That(new Command { Flags = flags }.Side, Is.EqualTo(side));

    [Test]
    public void IsForGateway_is_yes_for_orders_alone([Values] CommandKind kind)
    {
        var isOrder = kind is CommandKind.PlaceOrder or CommandKind.CancelOrder or CommandKind.AmendOrder
            or CommandKind.QueryOrder or CommandKind.QueryPosition;

        Assert.That(new Command { Kind = kind }.IsForGateway, Is.EqualTo(isOrder));
    }
}
