namespace Tests.Model.Events;

/// <summary>Offset, size, type and name of every field of every payload, within the payload.</summary>
internal static class PayloadTable
{
    internal const string Text = """
        AssetDefined 40
           0  4 AssetId Asset
           4 32 Text32 Name
        Balance 40
           0  8 Money Total
           8  8 Money Available
          16  4 AssetId Asset
          20  2 AccountId Account
        Bar 40
           0  8 PriceTicks Open
           8  4 Int32 HighOffset
          12  4 Int32 LowOffset
          16  4 Int32 CloseOffset
          20  4 UInt32 TradeCount
          24  8 QtyLots Volume
          32  8 QtyLots TakerBuyVolume
        BookLevel 40
           0  8 PriceTicks Price
           8  8 QtyLots Quantity
          16  8 Int64 FirstUpdateId
          24  8 Int64 LastUpdateId
        BookSnapshot 40
           0  8 Int64 LastUpdateId
           8  8 Int64 LevelCount
        FeedGap 40
           0  8 Int64 LostCount
           8  8 Int64 ExpectedUpdateId
          16  8 Int64 ReceivedUpdateId
        Fill 40
           0  8 OrderId OrderId
           8  8 PriceTicks Price
          16  8 QtyLots Quantity
          24  8 Money Fee
          32  8 QtyLots CumulativeQuantity
        FillDetail 40
           0  4 AssetId FeeAsset
           4  2 AccountId Account
           8 16 Key128 TradeKey
        Funding 40
           0  8 Rate Rate
           8  8 TimestampNs FundingTime
          16  8 FinePrice MarkPrice
          24  8 Int64 IntervalNs
        FundingPaid 40
           0  8 Money Amount
           8  8 Rate Rate
          16  8 FinePrice MarkPrice
          24  8 QtyLots Quantity
          32  2 AccountId Account
        GatewayReport 40
           0  8 Int64 Cause
           8  8 OrderId OrderId
          16  8 TimestampNs WireTime
          24  4 Int32 Ordinal
          28  2 GatewayOutcome Outcome
        InstrumentDefined 40
           0  8 Int64 TickMantissa
           8  8 Int64 LotMantissa
          16  8 Int64 MultiplierMantissa
          24  4 Int32 MakerFee
          28  4 Int32 TakerFee
          32  1 Byte TickScale
          33  1 Byte LotScale
          34  1 Byte MultiplierScale
          35  1 ContractType ContractType
          36  2 VenueId Venue
        InstrumentTerms 40
           0  4 AssetId BaseAsset
           4  4 AssetId QuoteAsset
           8  4 AssetId SettleAsset
          12  4 InstrumentId Replaces
          16  8 Money MinNotional
          24  8 QtyLots MinQuantity
          32  8 QtyLots MaxQuantity
        Liquidation 40
           0  8 PriceTicks Price
           8  8 QtyLots Quantity
          16 16 Key128 Key
        Mark 40
           0  8 FinePrice MarkPrice
           8  8 FinePrice IndexPrice
          16  8 FinePrice SettlePrice
          24  8 Rate FundingRate
          32  8 TimestampNs NextFundingTime
        OpenInterest 40
           0  8 QtyLots Quantity
           8  8 Money Value
        OperatorRequest 40
           0  2 OperatorAction Action
           2  2 AccountId Account
           8  8 OrderId OrderId
          16  8 QtyLots CumulativeQuantity
          24  8 FinePrice Price
          32  8 Money Fee
        OrderAccepted 40
           0  8 OrderId OrderId
           8 16 Key128 VenueOrderKey
        OrderAmended 40
           0  8 OrderId OrderId
           8  8 PriceTicks Price
          16  8 QtyLots Quantity
          24  8 PriceTicks Trigger
        OrderDone 40
           0  8 OrderId OrderId
           8  8 QtyLots CumulativeQuantity
          16  2 ReasonCode Reason
        OrderRejected 40
           0  8 OrderId OrderId
           8  4 Int32 VenueCode
          12  2 ReasonCode Reason
        OrderStatus 40
           0  8 OrderId OrderId
           8  8 PriceTicks Price
          16  8 QtyLots Quantity
          24  8 QtyLots CumulativeQuantity
          32  1 OrderState State
        OrderTriggered 40
           0  8 OrderId OrderId
           8  8 PriceTicks Trigger
          16  8 PriceTicks Price
        ParameterSet 40
           0  2 StrategyId Strategy
           2  2 UInt16 Parameter
           4  1 ParameterType Type
           8  8 Int64 Bits
          16 24 Text24 Name
        Position 40
           0  8 QtyLots Quantity
           8  8 FinePrice EntryPrice
          16  2 AccountId Account
        PositionLiquidated 40
           0  8 FinePrice MarkPrice
           8  8 Money MarginBalance
          16  8 Money Maintenance
          24  8 QtyLots Quantity
          32  2 AccountId Account
        Quote 40
           0  8 PriceTicks BidPrice
           8  8 QtyLots BidQuantity
          16  8 PriceTicks AskPrice
          24  8 QtyLots AskQuantity
          32  8 Int64 UpdateId
        SessionStarted 40
           0  8 Int64 Epoch
           8  8 Int64 CodeHash
          16  8 Int64 Seed
          24  1 RunMode Mode
          25  1 Durability Durability
        StrategyCode 40
           0  2 StrategyId Strategy
           8 32 Hash256 Hash
        StrategyDefined 40
           0  2 StrategyId Strategy
           4 32 Text32 TypeName
        StrategyDocument 40
           0  2 StrategyId Strategy
           2  1 Byte Length
           4 36 Text36 Text
        StrategyInstrument 40
           0  2 StrategyId Strategy
           2  2 AccountId Account
        Trade 40
           0  8 PriceTicks Price
           8  8 QtyLots Quantity
          16 16 Key128 Key
        VenueLine 40
           0  2 VenueId Venue
           2  1 LineState State
        """;
}
