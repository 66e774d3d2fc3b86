using Engine.Books;

namespace Tests.Books;

[TestFixture]
internal sealed class SlowOrderBookTests : OrderBookSuite
{
    protected override IOrderBook Create() => new SlowOrderBook();
}
