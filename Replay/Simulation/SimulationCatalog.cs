using System.Text;
using Engine.Core.Strategies;
using Engine.Strategies;
using Replay.Sessions;

namespace Replay.Simulation;

/// <summary>The strategies of a simulated run: all that are built in, and one without a plan.</summary>
internal static class SimulationCatalog
{
    /// <summary>All of them.</summary>
    internal static readonly StrategyCatalog All = new([.. StrategyCatalog.BuiltIn.All, Wanderer.Descriptor]);

    // The market lasts a minute: what each waits for, or measures over, comes within seconds.
    private static readonly Dictionary<string, string> Lively = new(StringComparer.Ordinal)
    {
        ["market-maker"] = "requoteInterval=100ms cooldown=1s",
        ["momentum"] = "lookback=3 rsiPeriod=2 rsiOverbought=100 rsiOversold=0 entryThreshold=0.0002 stop=0.001",
        ["avellaneda-stoikov"] = "requoteInterval=100ms volatilityWindow=5 tradeCount=5",
        ["volatility-breakout"] = "rangeBars=3 atrPeriod=2 breakAtr=0 volumeFactor=0 timeStop=5s",
        ["mean-reversion"] = "period=5 width=1 stop=0.001",
        ["pairs"] = "sampleInterval=200ms window=20 entryZ=0.5 exitZ=0.2 maxHalfLife=1000 timeStop=5s",
        ["order-flow"] = "sampleInterval=200ms rsiPeriod=2 rsiLow=50 rsiHigh=50 liquidityThreshold=0 "
            + "imbalanceThreshold=0.05 scoreThreshold=1 cooldown=1s timeStop=5s",
        ["cvd"] = "sampleInterval=200ms window=10 history=20 imbalanceThreshold=0.1 exhaustionZ=1 cooldown=1s "
            + "timeStop=5s",
        ["liquidation-hunter"] = "ratio=0.05 window=5 minValue=1 cooldown=1s timeStop=5s",
        ["liquidation-cluster"] = "clusterSize=0 clusterValue=1 deltaWindow=3 deltaRatio=0 useTrend=no cooldown=1s "
            + "timeStop=5s trendTimeframe=1s trendFast=1 trendSlow=2 adxPeriod=2",
        ["spike-fader"] = "period=3 spikeFactor=1 atrPeriod=2 timeStop=5s",
    };

    private static readonly ReadOnlyMemory<byte>[] Documents =
        [Condition("long", "above"), Condition("short", "below")];

    /// <summary>What each is told; in half of the seeds its exits stand at the venue, where it can do that.</summary>
    internal static StrategyChoice ChoiceOf(StrategyDescriptor descriptor, long seed)
    {
        var texts = new List<string>(Lively.GetValueOrDefault(descriptor.Name, string.Empty).Split(
            ' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var parameter in descriptor.Parameters)
        {
            if (parameter.Name == "barInterval")
            {
                texts.Add("barInterval=1s");
            }
            else if (parameter.Name == "venueExits" && (seed & 1) == 0)
            {
                texts.Add("venueExits=yes");
            }
        }

        if (descriptor == Wanderer.Descriptor)
        {
            texts.Add($"seed={(seed & int.MaxValue).ToString("D")}");
        }

        var parameters = texts.Select(text => text.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        return new StrategyChoice(descriptor.Name, [.. parameters])
        {
            Documents = descriptor.TakesDocument ? Documents : [],
        };
    }

    private static ReadOnlyMemory<byte> Condition(string side, string trend)
    {
        var price =
            $$$"""{"all":[{"indicator":"price","operator":"{{{trend}}}","value":{"name":"ema","period":3}}]}""";
        return Encoding.UTF8.GetBytes($$"""
            {
              "name": "{{side}}", "side": "{{side}}", "signalsAtOnce": 8,
              "sections": {
                "S1": {{price}}, "Z1": {{price}},
                "ZE1": {"any":[{"not":{{price}}}],"timeout":"5s"},
                "E1": {"any":[{"indicator":"unrealized_pnl_pct","operator":"below","value":-0.05}],"cooldown":"2s"}
              },
              "position": {"sizePct":20,"leverage":2,"stopPct":0.1,"takeProfitPct":0.1}
            }
            """);
    }
}
