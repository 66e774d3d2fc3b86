using System.Diagnostics;
using Engine.Model.Numbers;

namespace Adapters.Simulated.Venue.Queues;

/// <summary>How much of the queue ahead of an order of ours has gone away.</summary>
/// <remarks>
/// What is withdrawn from a level with a quantity a ahead of us and b behind us was behind us with the probability
/// f(b) / (f(a) + f(b)), and is taken by its expectation: a fraction of a lot may be gone, and nothing is drawn. The
/// idea is Erik Rigtorp's ("Estimating order queue position", 2013; Quantitative Finance Stack Exchange, question
/// 3782), the functions are those of hftbacktest's ProbQueueModel: PowerProbQueueFunc and LogProbQueueFunc. Two
/// things differ from hftbacktest: b is what the trades since the last look have left behind us, where it counts what
/// they took as still there; and what is ahead is never less than nothing.
/// <para>
/// What trades took is not counted again when the level shows it: it is set off against the next decrease. A decrease
/// that new orders hid is not seen, and its trades are then set off against a later one: to our disadvantage.
/// </para>
/// </remarks>
/// <param name="model">The model.</param>
/// <param name="power">The n of the power function.</param>
internal sealed class QueueEstimator(QueueModel model, double power)
{
    // What is a whole lot but for the rounding of its parts is a whole lot.
    private const double Rounding = 1e-9;

    /// <summary>Whether withdrawals may move us forward at all.</summary>
    internal bool IsProbabilistic => model != QueueModel.Conservative;

    /// <summary>Takes what a level displays now into account.</summary>
    /// <param name="order">An order at that level whose queue is known.</param>
    /// <param name="displayed">The lots that it displays.</param>
    /// <param name="lot">What one lot is, in units of the base asset or contracts.</param>
    internal void OnLevel(ref VenueOrder order, long displayed, double lot)
    {
        if (displayed == order.QueueLevel)
        {
            return;
        }

        var left = order.QueueLevel - Math.Min(order.QueueTraded, order.QueueLevel);
        if (displayed < left && order.QueueAhead > 0)
        {
            var ahead = order.QueueAhead - order.QueueCredit;
            var behind = Math.Max(0, left - ahead);
            Advance(ref order, CanceledAhead(ahead, behind, left - displayed, lot));
        }

        if (order.QueueAhead > displayed)
        {
            order.QueueAhead = displayed;
            order.QueueCredit = 0;
        }

        order.QueueLevel = displayed;
        order.QueueTraded = 0;
        Debug.Assert(order.QueueCredit is >= 0 and < 1, "Whole lots leave the queue; the rest is a fraction of one.");
    }

    /// <summary>How much of a withdrawn quantity was ahead of us, by its expectation.</summary>
    /// <param name="ahead">Lots ahead of us.</param>
    /// <param name="behind">Lots behind us.</param>
    /// <param name="canceled">Lots withdrawn, at most both together.</param>
    /// <param name="lot">What one lot is, in units of the base asset or contracts.</param>
    internal double CanceledAhead(double ahead, double behind, double canceled, double lot)
    {
        var fromBehind = Math.Min(behind, ShareBehind(ahead, behind, lot) * canceled);
        return Math.Min(ahead, canceled - fromBehind);
    }

    /// <summary>Moves an order forward: whole lots leave the queue, the fraction is kept for the next time.</summary>
    private static void Advance(ref VenueOrder order, double gone)
    {
        order.QueueCredit += gone;
        var whole = (long)(order.QueueCredit + Rounding);
        order.QueueCredit = Math.Max(0, order.QueueCredit - whole);
        order.QueueAhead = Math.Max(0, order.QueueAhead - whole);
        order.QueueCredit = order.QueueAhead == 0 ? 0 : order.QueueCredit;
    }

    private double ShareBehind(double ahead, double behind, double lot)
    {
        if (behind <= 0)
        {
            return 0;
        }

        if (ahead <= 0)
        {
            return 1;
        }

        if (model == QueueModel.Logarithmic)
        {
            var logAhead = DeterministicMath.Log(1 + (ahead * lot));
            var logBehind = DeterministicMath.Log(1 + (behind * lot));
            return logBehind <= 0 ? 0 : logBehind / (logAhead + logBehind);
        }

        // The ratio alone matters, and it neither overflows nor loses both terms where the quantities are large.
        return 1 / (1 + DeterministicMath.Pow(ahead / behind, power));
    }
}
