using Engine.Host.Cli;

namespace Tests.Host.Cli;

internal sealed class NearestNameTests
{
    private static readonly string[] Known = ["generate", "backtest", "replay"];

    [TestCase("genrate", "generate")]
    [TestCase("Replay", "replay")]
    [TestCase("back-test", "backtest")]
    public void Find_a_slip_gives_the_name(string text, string expected) =>
        Assert.That(NearestName.Find(text, Known), Is.EqualTo(expected));

    [TestCase("xyz")]
    [TestCase("")]
    public void Find_another_word_gives_nothing(string text) => Assert.That(NearestName.Find(text, Known), Is.Null);
}
