namespace Tests.Architecture.Tidy;

internal sealed class TidyRulesTests
{
    [TestCase(120, ExpectedResult = 0)]
    [TestCase(121, ExpectedResult = 1)]
    public int CheckSource_counts_the_columns_of_a_line(int columns) =>
        TidyRules.CheckSource("A.cs", new string('x', columns) + "\n").Count;

    [TestCase(600, ExpectedResult = 0)]
    [TestCase(601, ExpectedResult = 1)]
    public int CheckSource_counts_the_lines_of_a_file(int lines) =>
        TidyRules.CheckSource("A.cs", string.Concat(Enumerable.Repeat("x\n", lines))).Count;

    [TestCase("#region Orders")]
    [TestCase("    #endregion")]
    [TestCase("    throw new NotImplementedException();")]
    [TestCase("    // var price = 3;")]
    [TestCase("    // _book.Clear();")]
    [TestCase("    // price = bid + 1;")]
    [TestCase("    // return price;")]
    [TestCase("    // }")]
    public void CheckSource_complains_of_an_untidy_line(string line)
    {
        Assert.That(TidyRules.CheckSource("A.cs", line), Has.Count.EqualTo(1).And.Some.StartsWith("A.cs:1:"));
    }

    [TestCase("    // The gateway cancels first; then it asks.")]
    [TestCase("    // fee = 100 x 0.001 = 0.1, rounded half-even.")]
    [TestCase("    // It waits for the reply;")]
    [TestCase("    /// <code>var price = 3;</code>")]
    [TestCase("    const string Word = \"NotImplementedException\";")]
    public void CheckSource_says_nothing_of_a_tidy_line(string line)
    {
        Assert.That(TidyRules.CheckSource("A.cs", line), Is.Empty);
    }

    [TestCase("// TO" + "DO: later")]
    [TestCase("a FIX" + "ME here")]
    [TestCase("in /" + "tmp/journal")]
    [TestCase("\"/" + "home/me\"")]
    [TestCase("as the age" + "nt said")]
    [TestCase("by Copi" + "lot")]
    public void CheckWords_complains_of_a_word_that_has_no_place(string line)
    {
        var complaints = TidyRules.CheckWords("A.md", $"first\n{line}\n");

        Assert.That(complaints, Has.Count.EqualTo(1).And.Some.StartsWith("A.md:2:"));
    }

    [TestCase("The session starts a new epoch.")]
    [TestCase("User-Agent: engine")]
    [TestCase("https://host.example/a/tmp/b")]
    [TestCase("the magenta line of todos")]
    public void CheckWords_says_nothing_of_words_of_the_domain(string line)
    {
        Assert.That(TidyRules.CheckWords("A.md", line), Is.Empty);
    }

    [Test]
    public void CheckShape_complains_of_two_types_in_one_file()
    {
        const string Text = """
            namespace N;
            public sealed class A { private struct Inner { } }
            public record struct B(int X);
            """;

        Assert.That(TidyRules.CheckShape("A.cs", Text, []), Is.EqualTo(new[] { "A.cs: A, B; one type to a file" }));
    }

    [TestCase(70, ExpectedResult = 0)]
    [TestCase(71, ExpectedResult = 1)]
    public int CheckShape_counts_the_lines_of_a_body(int lines) =>
        TidyRules.CheckShape("A.cs", WithBody(lines), []).Count;

    [Test]
    public void CheckShape_lets_a_member_pass_that_is_known_to_be_long()
    {
        Assert.That(TidyRules.CheckShape("A.cs", WithBody(100), ["A.cs: Run"]), Is.Empty);
    }

    private static string WithBody(int lines) =>
        "class A\n{\n    void Run<T>(T record)\n        where T : class\n    {\n"
        + string.Concat(Enumerable.Repeat("        x++;\n", lines - 2))
        + "    }\n}\n";
}
