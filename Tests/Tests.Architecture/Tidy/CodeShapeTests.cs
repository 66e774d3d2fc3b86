namespace Tests.Architecture.Tidy;

internal sealed class CodeShapeTests
{
    [TestCase("a // {\nb")]
    [TestCase("a /* { */ b")]
    [TestCase("a \"{\" b")]
    [TestCase("a \"\\\"{\" b")]
    [TestCase("a @\"\\\" b")]
    [TestCase("a @\"\"\"{\" b")]
    [TestCase("a '{' b")]
    [TestCase("a '\\'' b")]
    [TestCase("a $\"{{{x}{y[\"{\"]}\" b")]
    [TestCase("a \"\"\"{ \" \"\" \"\"\" b")]
    [TestCase("a $$\"\"\"{ {{x}} {\"\"\" b")]
    [TestCase("a $\"{x switch { 1 => \"{\", _ => \"b\" }}\" b")]
    public void Mask_leaves_only_the_code(string text)
    {
        var code = CodeMask.Of(text);

        Assert.That(code.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void Mask_keeps_the_positions_of_what_it_leaves()
    {
        const string Text = "a = \"text\" + b; // why\nc = 'x';\n";

        Assert.That(CodeMask.Of(Text), Is.EqualTo("a =        + b;       \nc =    ;\n"));
    }

    [Test]
    public void Members_are_methods_properties_and_constructors_but_not_initializers()
    {
        const string Text = """
            namespace N
            {
                [Flags(A = 1)]
                internal sealed class C<T>(int value = 3) : IBase where T : struct
                {
                    private readonly int[] _table = new[] { 1, 2 };
                    private readonly Row[] _rows = [new() { X = 1 }, new() { X = 2 }];
                    public int Value { get; init; } = 3;
                    public C() : this(3) { }
                    public void Add(int left = 1, TradeRecord record = default) { if (left > 0) { left = 2; } }
                    public static C<T> operator +(C<T> left, C<T> right) { return left; }
                    public int Switch(int x) => x switch { 1 => 2, _ => 3 };
                    private enum Kind { One, Two }
                }
            }
            """;

        var members = CodeShape.Of(Text).Members.Select(member => member.Name);

        Assert.That(members, Is.EqualTo(new[] { "Value", "this", "Add", "operator", "Switch" }));
    }

    [Test]
    public void TopLevelTypes_are_those_that_no_type_holds()
    {
        const string Text = """
            namespace N;
            [Large(X = 1)]
            public readonly record struct A(long Value);
            public enum B : byte { One }
            public sealed record class C { private sealed class Inner { } }
            public interface D<in T> where T : class { }
            """;

        Assert.That(CodeShape.Of(Text).TopLevelTypes, Is.EqualTo(new[] { "A", "B", "C", "D" }));
    }
}
