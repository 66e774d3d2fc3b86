using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Adapters.Simulated.Generation;

/// <summary>
/// The fair prices of all instruments, which their books chase: a walk in small steps of the logarithm.
/// </summary>
/// <remarks>
/// Each step adds the market's move times beta, the instrument's own move, and the drift or jump of its regime; the
/// volatility of the own move clusters (its logarithm is an Ornstein–Uhlenbeck process), and over days the price
/// returns to where it began. The second instrument has no walk of its own: its logarithm is a fixed part of the
/// first's plus a spread that reverts (Ornstein–Uhlenbeck), which is what cointegration means (Engle and Granger,
/// 1987). It lives through the first one's regimes.
/// </remarks>
internal sealed class MarketPaths
{
    /// <summary>The length of a step, ns.</summary>
    internal const long StepNs = TimestampNs.PerSecond / 5;

    /// <summary>How much of the first instrument's move the second makes.</summary>
    internal const double PairHedgeRatio = 0.9;

    /// <summary>The standard deviation of the pair's spread, a fraction of the price.</summary>
    internal const double PairSpreadDeviation = 0.005;

    private const double YearSeconds = 365.0 * 86_400;
    private const double StepSeconds = StepNs / (double)TimestampNs.PerSecond;
    private const double MarketVolatility = 0.40;
    private const double ClusterDeviation = 0.45;
    private const double ClusterHalfLifeSeconds = 300;
    private const double ReturnHalfLifeSeconds = 86_400;
    private const double Ln2 = 0.69314718055994531;
    private const int StepsPerClusterUpdate = 5;

    private readonly double[] _start;
    private readonly double[] _deviation;
    private readonly double[] _ownStep;
    private readonly double[] _beta;
    private readonly double[] _cluster;
    private readonly double[] _clusterFactor;
    private readonly double[] _fair;
    private readonly RegimeScript[] _scripts;
    private readonly double _pairReversion;
    private readonly double _pairNoise;
    private readonly double _marketStep = MarketVolatility * Math.Sqrt(StepSeconds / YearSeconds);
    private readonly double _return = Ln2 * StepSeconds / ReturnHalfLifeSeconds;
    private readonly double _clusterReversion = Ln2 * StepSeconds * StepsPerClusterUpdate / ClusterHalfLifeSeconds;
    private SeededRandom _random;
    private double _pairSpread;
    private long _stepCount;

    internal MarketPaths(GeneratorSettings settings, long spanNs, ref SeededRandom seeds)
    {
        var count = settings.InstrumentCount;
        _start = new double[count];
        _deviation = new double[count];
        _ownStep = new double[count];
        _beta = new double[count];
        _cluster = new double[count];
        _clusterFactor = new double[count];
        _fair = new double[count];
        _scripts = new RegimeScript[count];
        _random = new SeededRandom(unchecked((long)seeds.NextBits()));
        for (var i = 0; i < count; i++)
        {
            var template = InstrumentCatalogue.Template(i);
            _start[i] = template.PriceTicks + 0.5;
            _fair[i] = _start[i];
            _ownStep[i] = template.Volatility * Math.Sqrt(StepSeconds / YearSeconds);
            _beta[i] = template.Beta;
            _clusterFactor[i] = 1;
            _scripts[i] = new RegimeScript(unchecked((long)seeds.NextBits()), settings.StartTime.Value, spanNs);
        }

        if (count > 1)
        {
            _scripts[1] = _scripts[0];
        }

        // Ten minutes, or less where the span is short: the spread must revert often enough to be seen.
        var halfLifeSeconds = Math.Min(600, spanNs / (double)TimestampNs.PerSecond / 20);
        _pairReversion = Math.Min(0.5, Ln2 * StepSeconds / halfLifeSeconds);
        _pairNoise = PairSpreadDeviation * Math.Sqrt(2 * _pairReversion);
    }

    /// <summary>The fair price of an instrument, in ticks.</summary>
    internal double FairTicks(int instrument) => _fair[instrument];

    /// <summary>The regimes of an instrument.</summary>
    internal RegimeScript Script(int instrument) => _scripts[instrument];

    /// <summary>How volatile an instrument is now, a factor of its usual volatility.</summary>
    internal double VolatilityFactor(int instrument) =>
        _clusterFactor[instrument] * _scripts[instrument].Traits.Volatility;

    /// <summary>Walks one step.</summary>
    /// <param name="nowNs">The time of the step, ns.</param>
    internal void Step(long nowNs)
    {
        var market = _marketStep * _random.NextNormal();
        var updatesClusters = ++_stepCount % StepsPerClusterUpdate == 0;
        for (var i = 0; i < _fair.Length; i++)
        {
            if (updatesClusters)
            {
                UpdateCluster(i);
            }

            if (i == 1)
            {
                StepPair();
            }
            else
            {
                StepAlone(i, market, nowNs);
            }

            _fair[i] = _start[i] * DeterministicMath.Exp(_deviation[i]);
        }
    }

    private void StepAlone(int i, double market, long nowNs)
    {
        var script = _scripts[i];
        var jump = script.Advance(nowNs);
        var noise = (market * _beta[i]) + (_ownStep[i] * _clusterFactor[i] * _random.NextNormal());
        var pull = script.DriftOver(StepNs) + jump - (_return * _deviation[i]);
        _deviation[i] += (noise * script.Traits.Volatility) + pull;
    }

    private void StepPair()
    {
        _pairSpread += (_pairNoise * _random.NextNormal()) - (_pairReversion * _pairSpread);
        _deviation[1] = (PairHedgeRatio * _deviation[0]) + _pairSpread;
    }

    private void UpdateCluster(int i)
    {
        var noise = ClusterDeviation * Math.Sqrt(2 * _clusterReversion) * _random.NextNormal();
        _cluster[i] += noise - (_clusterReversion * _cluster[i]);
        _clusterFactor[i] = DeterministicMath.Exp(_cluster[i]);
    }
}
