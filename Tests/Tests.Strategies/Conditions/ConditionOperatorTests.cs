using System.Text;
using Engine.Strategies.Conditions;

namespace Tests.Strategies.Conditions;

/// <summary>Each operator, each group and the holding, told sample by sample.</summary>
internal sealed class ConditionOperatorTests
{
    private const long Second = 1_000_000_000;

    [TestCase("above", "5", new[] { 4.0, 5, 6 }, "nny")]
    [TestCase("atLeast", "5", new[] { 4.0, 5, 6 }, "nyy")]
    [TestCase("below", "5", new[] { 4.0, 5, 6 }, "ynn")]
    [TestCase("atMost", "5", new[] { 4.0, 5, 6 }, "yyn")]
    [TestCase("between", "[5,7]", new[] { 4.9, 5, 6, 7, 7.1 }, "nyyyn")]
    [TestCase("outside", "[5,7]", new[] { 4.9, 5, 6, 7, 7.1 }, "ynnny")]
    [TestCase("crossesAbove", "5", new[] { 6.0, 4, 6, 7, 5, 6 }, "?nynny")]
    [TestCase("crossesBelow", "5", new[] { 4.0, 6, 4, 3, 5, 4 }, "?nynny")]
    [TestCase("crossesAbove", "5", new[] { 4.0, double.NaN, 6, 5, 6 }, "???ny")]
    [TestCase("above", "5", new[] { double.NaN, 6 }, "?y")]
    [TestCase("between", "[5,7]", new[] { double.NaN, 6 }, "?y")]
    public void Operator_answers_for_each_sample(string op, string value, double[] samples, string expected)
    {
        var condition = $$"""{"indicator":"price","operator":"{{op}}","value":{{value}}}""";

        Assert.That(Answers($$"""{"all":[{{condition}}]}""", samples), Is.EqualTo(expected));
    }

    [TestCase("""{"all":[{0},{1}]}""", "nnny?")]
    [TestCase("""{"any":[{0},{1}]}""", "nyyyy")]
    [TestCase("""{"not":{0}}""", "ynyn?")]
    [TestCase("""{"not":{"any":[{0},{1}]}}""", "ynnnn")]
    public void Group_combines_its_parts(string group, string expected)
    {
        // The first holds in the second and fourth sample and is not known in the fifth, the second from the third on.
        var text = group.Replace("{0}", """{"indicator":"price","operator":"above","value":0}""")
            .Replace("{1}", """{"indicator":"sma","operator":"above","value":0}""");
        var document = Compile(text);
        var evaluator = new ConditionEvaluator(document);
        double[] first = [-1, 1, -1, 1, double.NaN];
        double[] second = [-1, -1, 1, 1, 1];

        var answers = new StringBuilder();
        for (var i = 0; i < first.Length; i++)
        {
            evaluator.Evaluate(ValuesOf(document, first[i], second[i]), i * Second);
            answers.Append(Letter(evaluator[ConditionSection.Signal]));
        }

        Assert.That(answers.ToString(), Is.EqualTo(expected));
    }

    [TestCase(new[] { 6.0, 6, 6, 6 }, "nnyy")]
    [TestCase(new[] { 6.0, 6, 4, 6, 6, 6 }, "nnnnny")]
    [TestCase(new[] { 6.0, 6, double.NaN, 6, 6, 6 }, "nn?nny")]
    public void Condition_that_must_be_held_counts_after_its_time(double[] samples, string expected)
    {
        const string Group = """{"all":[{"indicator":"price","operator":"above","value":5,"for":"2s"}]}""";

        Assert.That(Answers(Group, samples), Is.EqualTo(expected));
    }

    [Test]
    public void Group_that_must_be_held_counts_after_its_time()
    {
        const string Group = """{"all":[{"indicator":"price","operator":"above","value":5}],"for":"2s"}""";

        Assert.That(Answers(Group, 6, 6, 6, 4, 6), Is.EqualTo("nnynn"));
    }

    [Test]
    public void Indicator_can_be_held_against_another()
    {
        var document = Compile("""{"all":[{"indicator":"price","operator":"above","value":"sma"}]}""");
        var evaluator = new ConditionEvaluator(document);

        evaluator.Evaluate(ValuesOf(document, 3, 2), 0);

        Assert.That(evaluator[ConditionSection.Signal], Is.EqualTo(Truth.Yes));
    }

    private static string Answers(string signal, params double[] samples)
    {
        var document = Compile(signal);
        var evaluator = new ConditionEvaluator(document);
        var answers = new StringBuilder();
        for (var i = 0; i < samples.Length; i++)
        {
            evaluator.Evaluate(ValuesOf(document, samples[i], samples[i]), i * Second);
            answers.Append(Letter(evaluator[ConditionSection.Signal]));
        }

        return answers.ToString();
    }

    private static double[] ValuesOf(ConditionDocument document, double price, double average) =>
        [.. document.Indicators.Select(use => use.Descriptor.Name == "price" ? price : average)];

    private static ConditionDocument Compile(string signal) =>
        ConditionDocument.Compile(Encoding.UTF8.GetBytes(Documents.Short(signal: signal)));

    private static char Letter(Truth truth) => truth switch
    {
        Truth.Yes => 'y',
        Truth.No => 'n',
        _ => '?',
    };
}
