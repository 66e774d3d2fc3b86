using System.Xml.Linq;
using Engine.Disruptor;

namespace Tests.Disruptor;

/// <summary>Each public type says which thread may call it, what it promises and what it costs.</summary>
public sealed class DocumentationTests
{
    private static readonly XDocument Documentation = XDocument.Load(
        Path.ChangeExtension(typeof(Sequence).Assembly.Location, ".xml"));

    private static IEnumerable<Type> PublicTypes =>
        typeof(Sequence).Assembly.GetExportedTypes();

    [TestCaseSource(nameof(PublicTypes))]
    public void A_public_type_says_its_thread_and_its_cost(Type type)
    {
        var member = Documentation.Descendants("member")
            .Single(member => member.Attribute("name")!.Value == "T:" + type.FullName);

        Assert.That(member.Element("summary")?.Value, Is.Not.Empty);
        Assert.That(member.Element("remarks")?.Value, Does.Contain("thread").IgnoreCase);
        Assert.That(member.Element("remarks")?.Value, Does.Match(@"\bcosts?\b").IgnoreCase);
    }
}
