using System.Text;
using Engine.Strategies.Conditions;

namespace Tests.Strategies.Conditions;

/// <summary>What is wrong in a document is said with its path, in words that help to mend it.</summary>
internal sealed class ConditionDocumentErrorTests
{
    private const string Leaf = """{"indicator":"price","operator":"above","value":1}""";

    private static IEnumerable<TestCaseData> Broken =>
    [
        Of("", "$: is not JSON at line 1, byte 1"),
        Of("{", "$: is not JSON at line 1, byte 2"),
        Of("{}x", "$: is not JSON at line 1, byte 3"),
        Of("[]", "$: is a list, and should be an object"),
        Of("{}", "$: 'side' is missing"),
        Of("""{"side":"up"}""", "$.side: 'up' is not one of long, short"),
        Of("""{"side":1}""", "$.side: is a number, and should be text"),
        Of("""{"side":"long","side":"long"}""", "$: 'side' stands here twice"),
        Of("""{"colour":"red"}""",
            "$: 'colour' is not one of $schema, name, description, side, signalsAtOnce, confidence, sections, "
            + "position"),
        Of("""{"side":"long","confidence":2}""", "$.confidence: 2 is out of range; allowed is 0 to 1"),
        Of("""{"side":"long","signalsAtOnce":1.5}""", "$.signalsAtOnce: 1.5 is not a whole number"),
        Of("""{"side":"long"}""", "$: 'sections' is missing"),
        Of("""{"side":"long","sections":{}}""", "$.sections: 'S1' is missing"),
        Of("""{"side":"long","sections":{"S2":1}}""", "$.sections: 'S2' is not one of S1, O1, Z1, ZE1, E1"),
        Of(Section("{}"), "$.sections.S1: has none of all, any, not"),
        Of(Section("""{"timeout":"5m"}"""), "$.sections.S1: 'timeout' is not one of all, any, not, for, cooldown"),
        Of(Section("""{"all":[]}"""), "$.sections.S1.all: is empty, and should list conditions"),
        Of(Section("""{"all":3}"""), "$.sections.S1.all: is a number, and should list conditions"),
        Of(Section("""{"all":[1]}"""), "$.sections.S1.all[0]: is a number, and should be an object"),
        Of(Section($$"""{"all":[{{Leaf}}],"any":[{{Leaf}}]}"""),
            "$.sections.S1: has two of all, any, not, and should have one"),
        Of(Section($$"""{"all":[{{Leaf}}],"cooldown":"soon"}"""),
            "$.sections.S1.cooldown: 'soon' is not a duration, such as 10s, 5m, 1h"),
        Of(Section($$"""{"all":[{{Leaf}}],"cooldown":"8d"}"""),
            "$.sections.S1.cooldown: 8d is out of range; allowed is 0 to 7d"),
        Condition("""{"operator":"above","value":1}""", ": 'indicator' is missing"),
        Condition("""{"indicator":"rsj","operator":"above","value":1}""",
            ".indicator: there is no indicator 'rsj'; `engine strategies condition` lists them"),
        Condition("""{"indicator":{"name":"rsi","length":1},"operator":"above","value":1}""",
            ".indicator: 'length' is not one of name, period"),
        Condition("""{"indicator":{"name":"rsi","period":0},"operator":"above","value":1}""",
            ".indicator.period: 0 is out of range; allowed is 1 to 86400"),
        Condition("""{"indicator":{"name":"twap","t1":"5s","t2":"5s"},"operator":"above","value":1}""",
            ".indicator: 't2' must be less than 't1'"),
        Condition("""{"indicator":{"name":"macd","fast":26,"slow":12},"operator":"above","value":1}""",
            ".indicator: 'fast' must be less than 'slow'"),
        Condition("""{"indicator":{"name":"cvd","window":300},"operator":"above","value":1}""",
            ".indicator.window: is a number, and should be text"),
        Condition("""{"indicator":"price","operator":"abve","value":1}""",
            ".operator: 'abve' is not one of above, atLeast, below, atMost, between, outside, crossesAbove, "
            + "crossesBelow"),
        Condition("""{"indicator":"price","operator":"above"}""", ": 'value' is missing"),
        Condition("""{"indicator":"price","operator":"above","value":true}""",
            ".value: is true or false, and should be a number or an indicator"),
        Condition("""{"indicator":"price","operator":"above","value":1e999}""",
            ".value: is a number, and should be a number"),
        Condition("""{"indicator":"price","operator":"between","value":1}""",
            ".value: between takes a list of two numbers"),
        Condition("""{"indicator":"price","operator":"between","value":[2,1]}""", ".value: 2 is greater than 1"),
        Condition("""{"indicator":"price","operator":"crossesAbove","value":1,"for":"5s"}""",
            ".for: crossesAbove is true at one sample alone and cannot be held"),
        Of(Rest("{}"), "$.position: 'sizePct' is missing"),
        Of(Rest("""{"sizePct":0}"""), "$.position.sizePct: 0 is out of range; allowed is 0.01 to 100"),
        Of(Rest("""{"sizePct":10,"riskPct":1}"""),
            "$.position: 'riskPct' bounds what the stop may cost, and 'stopPct' is not set"),
        Of(Rest("""{"sizePct":10,"riskScale":{"indicator":"price","low":2,"high":1}}"""),
            "$.position.riskScale: 'low' must be less than 'high'"),
    ];

    [TestCaseSource(nameof(Broken))]
    public void Compile_names_the_path_of_what_is_wrong(string document, string message)
    {
        Assert.That(
            () => ConditionDocument.Compile(Encoding.UTF8.GetBytes(document)),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Compile_refuses_more_conditions_than_there_may_be()
    {
        var leaves = string.Join(',', Enumerable.Repeat(Leaf, 256));

        Assert.That(
            () => ConditionDocument.Compile(Encoding.UTF8.GetBytes(Section($$"""{"all":[{{leaves}}]}"""))),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("a document may have 256"));
    }

    [Test]
    public void Compile_refuses_more_indicators_than_there_may_be()
    {
        var leaves = string.Join(',', Enumerable.Range(1, 65).Select(period =>
            $$$"""{"indicator":{"name":"sma","period":{{{period}}}},"operator":"above","value":1}"""));

        Assert.That(
            () => ConditionDocument.Compile(Encoding.UTF8.GetBytes(Section($$"""{"all":[{{leaves}}]}"""))),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
                "$.sections.S1.all[64].indicator: is one indicator too many; a document may need 64"));
    }

    [Test]
    public void Compile_refuses_what_is_not_utf8()
    {
        Assert.That(
            () => ConditionDocument.Compile([(byte)'"', 0xFF, (byte)'"']),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("$: is not UTF-8"));
    }

    [Test]
    public void Compile_shares_equal_indicators()
    {
        var document = ConditionDocument.Compile(Encoding.UTF8.GetBytes(Documents.Short()));

        Assert.That(document.Indicators, Has.Length.EqualTo(1));
    }

    private static TestCaseData Of(string document, string message) =>
        new TestCaseData(document, message).SetArgDisplayNames(message);

    private static TestCaseData Condition(string condition, string message) =>
        Of(Section($$"""{"all":[{{condition}}]}"""), $"$.sections.S1.all[0]{message}");

    private static string Section(string signal) => $$$"""{"side":"long","sections":{"S1":{{{signal}}},"ZE1":1}}""";

    private static string Rest(string position) => Documents.Short(position: position);
}
