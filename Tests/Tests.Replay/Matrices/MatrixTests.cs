using Engine.Strategies;
using Replay.Matrices;
using Replay.Presets;
using Replay.Sessions;

namespace Tests.Replay.Matrices;

internal sealed class MatrixTests
{
    [TestCase(2.0, 2.0, 3, 4, 100, "main")]
    [TestCase(2.0, 1.49, 3, 4, 100, "supporting")]
    [TestCase(2.0, 2.0, 2, 4, 100, "supporting")]
    [TestCase(2.0, 0.49, 4, 4, 100, "conditional")]
    [TestCase(2.0, 2.0, 4, 4, 29, "conditional")]
    [TestCase(-0.1, 2.0, 3, 4, 100, "conditional")]
    [TestCase(2.0, null, 4, 4, 100, "conditional")]
    [TestCase(-2.0, -1.0, 0, 4, 100, "do not use")]
    [TestCase(0.0, null, 0, 0, 0, "do not use")]
    public void Judge_gives_the_verdict_of_the_limits(
        double averageReturn, double? averageSharpe, int profitable, int pairs, long trades, string verdict)
    {
        Assert.That(
            new VerdictLimits().Judge(averageReturn, averageSharpe, profitable, pairs, trades), Is.EqualTo(verdict));
    }

    [TestCase("binance-usdm:BTCUSDT", "BTC/USDT")]
    [TestCase("BTC-USDT", "BTC/USDT")]
    [TestCase("okx-swap:ETH-USDT-SWAP", "ETH/USDT")]
    [TestCase("kraken-spot:XBT/USD", "BTC/USDT")]
    [TestCase("kraken-futures:PF_XBTUSD", "BTC/USDT")]
    [TestCase("XXBTZUSD", "BTC/USDT")]
    [TestCase("SOL_USDC", "SOL/USDT")]
    [TestCase("dogeusdt", "DOGE/USDT")]
    [TestCase("LINKFDUSD", "LINK/USDT")]
    [TestCase("ETHBTC", null)]
    [TestCase("ADAUSDT", null)]
    [TestCase("", null)]
    public void Find_knows_a_pair_as_any_venue_spells_it(string symbol, string? pair)
    {
        Assert.That(PairPresets.Find(symbol)?.Pair, Is.EqualTo(pair));
    }

    [Test]
    public void Presets_name_strategies_and_parameters_that_there_are()
    {
        foreach (var preset in PairPresets.All)
        {
            foreach (var name in preset.Choices())
            {
                var strategy = StrategyCatalog.BuiltIn.Find(name)!;
                foreach (var (parameter, text) in PairPresets.ParametersOf(preset, name))
                {
                    var row = strategy.Parameters.Single(row => row.Name == parameter);
                    Assert.That(() => ParameterText.Parse(parameter, row, text), Throws.Nothing);
                }
            }
        }

        Assert.That(PairPresets.All, Has.Count.EqualTo(8));
    }
}
