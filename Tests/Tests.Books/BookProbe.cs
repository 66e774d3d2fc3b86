using Engine.Books;
using Engine.Model.State;
using Engine.Model.Units;

namespace Tests.Books;

/// <summary>Questions to books that tests ask.</summary>
internal static class BookProbe
{
    public static DepthLevel[] LevelsOf(IOrderBook book, Side side)
    {
        var levels = new DepthLevel[book.LevelCount(side) + 1];
        var count = book.CopyDepth(side, levels);
        return levels[..count];
    }

    public static long[] PricesOf(IOrderBook book, Side side) =>
        Array.ConvertAll(LevelsOf(book, side), level => level.Price.Value);

    public static ulong DigestOf(IOrderBook book)
    {
        var sink = new DigestSink();
        book.VisitState(sink);
        return sink.Digest;
    }

    /// <summary>Fails unless two books answer every question of the touch alike.</summary>
    public static void AssertSameTouch(IOrderBook book, IOrderBook twin, string where)
    {
        var same = book.BestBid == twin.BestBid && book.BestBidQuantity == twin.BestBidQuantity
            && book.BestAsk == twin.BestAsk && book.BestAskQuantity == twin.BestAskQuantity
            && book.HasBid == twin.HasBid && book.HasAsk == twin.HasAsk && book.State == twin.State
            && book.LevelCount(Side.Bid) == twin.LevelCount(Side.Bid)
            && book.LevelCount(Side.Ask) == twin.LevelCount(Side.Ask);
        if (!same)
        {
            Assert.Fail($"{where}: {Touch(book)}, but the twin has {Touch(twin)}");
        }
    }

    /// <summary>Fails unless two books hold the same levels in the same order.</summary>
    public static void AssertSameDepth(IOrderBook book, IOrderBook twin, string where)
    {
        Assert.That(LevelsOf(book, Side.Bid), Is.EqualTo(LevelsOf(twin, Side.Bid)), $"{where}: bids");
        Assert.That(LevelsOf(book, Side.Ask), Is.EqualTo(LevelsOf(twin, Side.Ask)), $"{where}: asks");
        Assert.That(DigestOf(book), Is.EqualTo(DigestOf(twin)), $"{where}: digest");
    }

    private static string Touch(IOrderBook book) =>
        $"{book.State} {book.BestBid.Value}×{book.BestBidQuantity.Value} ({book.LevelCount(Side.Bid)} levels) / "
        + $"{book.BestAsk.Value}×{book.BestAskQuantity.Value} ({book.LevelCount(Side.Ask)} levels)";
}
