using System.Text;
using Adapters.Binance.Parsing;
using Adapters.Common.Parsing;
using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Tests.Adapters.Binance;

/// <summary>Instruments, parsers and frames for the tests of the Binance parser.</summary>
internal static class BinanceTestData
{
    internal const string SpotDepth =
        """{"e":"depthUpdate","E":1700000000123,"s":"BTCUSDT","U":101,"u":105,"b":[["50000.10","0.50000"]],"a":[["50001.00","0"],["50002.50","1.25"]]}""";

    internal const string UsdMDepth =
        """{"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1700000000125,"T":1700000000120,"s":"BTCUSDT","U":157,"u":160,"pu":149,"b":[["61800.20","2.909"],["61800.10","0.000"]],"a":[["61800.30","0.014"]],"st":1,"ps":"BTCUSDT"}}""";

    internal const string SpotTicker =
        """{"u":400900217,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"1.54698000"}""";

    internal const string UsdMTicker =
        """{"e":"bookTicker","u":5123107839020,"s":"BTCUSDT","b":"61800.20","B":"2.507","a":"61800.30","A":"2.510","T":1723161256313,"E":1723161256315}""";

    internal const string SpotTrade =
        """{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":3735683259,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}""";

    internal const string UsdMTrade =
        """{"e":"trade","E":1723161256322,"T":1723161256321,"s":"BTCUSDT","t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":false}""";

    internal const string AggregateTrade =
        """{"e":"aggTrade","E":1672515782136,"s":"BTCUSDT","a":12345,"p":"61800.3","q":"100","f":100,"l":105,"T":1672515782130,"m":false,"nq":"99"}""";

    internal const string MarkPrice =
        """{"e":"markPriceUpdate","E":1562305380000,"s":"BTCUSDT","p":"11794.15000001","ap":"11794.1","i":"11784.62659091","P":"11784.25641265","r":"0.00038167","T":1562306400000}""";

    internal const string ForceOrder =
        """{"e":"forceOrder","E":1698871323061,"o":{"s":"BTCUSDT","S":"SELL","o":"LIMIT","f":"IOC","q":"1.437","p":"35100.8","ap":"34959.77","X":"FILLED","l":"0.437","z":"1.400","T":1698871323059}}""";

    internal const string ClosedBar =
        """{"e":"kline","E":1638747660005,"s":"BTCUSDT","k":{"t":1638747600000,"T":1638747659999,"s":"BTCUSDT","i":"1m","f":100,"L":200,"o":"49000.0","c":"49010.5","h":"49020.1","l":"48990.0","v":"12.345","n":101,"x":true,"q":"1","V":"6.001","Q":"1","B":"0"}}""";

    internal const string Snapshot =
        """{"lastUpdateId":1027024,"E":1589436922972,"T":1589436922959,"bids":[["4.00","431.000"],["3.90","1"]],"asks":[["4.10","9.000"]]}""";

    /// <summary>A spot frame of every kind.</summary>
    internal static readonly string[] SpotFrames = [SpotDepth, SpotTicker, SpotTrade];

    /// <summary>A USD-M frame of every kind.</summary>
    internal static readonly string[] UsdMFrames =
        [UsdMDepth, UsdMTicker, UsdMTrade, AggregateTrade, MarkPrice, ForceOrder, ClosedBar];

    internal static Instrument Instrument(VenueId venue, string symbol, string tick, string lot, int id = 0) =>
        new(Step(tick), Step(lot), new DecimalStep(1, 0))
        {
            Id = new InstrumentId(id),
            Venue = venue,
            Symbol = symbol,
            ContractType = venue == VenueId.BinanceSpot ? ContractType.Spot : ContractType.LinearPerpetual,
            BaseAsset = new AssetId(1),
            QuoteAsset = new AssetId(2),
            SettleAsset = new AssetId(2),
        };

    /// <summary>A parser of BTCUSDT on the grid of the product.</summary>
    internal static BinanceFrameParser Parser(VenueId venue) => venue == VenueId.BinanceSpot
        ? new BinanceFrameParser(venue, [Instrument(venue, "BTCUSDT", "0.01", "0.00001", 7)])
        : new BinanceFrameParser(venue, [Instrument(venue, "BTCUSDT", "0.1", "0.001", 7)]);

    internal static ParseStatus Parse(VenueId venue, string frame, out Event[] events, out BinanceFrame header)
    {
        var scratch = new Event[1_024];
        var status = Parser(venue).Parse(Encoding.UTF8.GetBytes(frame), scratch, out header);
        events = scratch[..header.Count];
        return status;
    }

    internal static DecimalStep Step(string text) =>
        DecimalText.TryParseStep(Encoding.UTF8.GetBytes(text), out var step) == NumberStatus.Ok
            ? step
            : throw new ArgumentException(text, nameof(text));
}
