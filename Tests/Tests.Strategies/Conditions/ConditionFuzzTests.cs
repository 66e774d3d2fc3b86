using System.Diagnostics;
using System.Text;
using Engine.Core;
using Engine.Model.Events;
using Engine.Model.Units;
using Engine.Strategies.Conditions;

namespace Tests.Strategies.Conditions;

/// <summary>Any bytes give a document or an error with a path; the core stops by name, and by nothing else.</summary>
internal sealed class ConditionFuzzTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(Documents.Short());

    // Pieces that a person may have meant.
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-1", "1e308", "\"all\"", "\"not\":", "\\ud800", "\"5m\"",
        "\u0000", "\"price\"", "{\"name\":\"rsi\"}", "[1,2]", "999999999999999999999",
    ];

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void Compile_of_any_bytes_gives_a_document_or_an_error_with_a_path(byte[] bytes)
    {
        Assert.That(() => Try(bytes), Throws.Nothing);
    }

    [FsCheck.NUnit.Property(MaxTest = 2_000)]
    public void Compile_of_a_damaged_document_gives_a_document_or_an_error_with_a_path(int seed)
    {
        Assert.That(() => Try(Damage(seed)), Throws.Nothing, $"seed {seed}");
    }

    [Test]
    public void Compile_of_deep_nesting_ends_with_an_error()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"not":""", 4_000));

        Assert.That(
            () => ConditionDocument.Compile(Encoding.UTF8.GetBytes(deep)),
            Throws.TypeOf<InvalidDataException>().With.Message.StartsWith("$: is not JSON"));
    }

    [Test]
    public void Compile_refuses_what_is_longer_than_a_run()
    {
        Assert.That(
            () => ConditionDocument.Compile(new byte[33_793]),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
                "$: has 33793 bytes, and at most 33792 are taken"));
    }

    [Test]
    public void Broken_document_in_the_stream_stops_the_core_by_name()
    {
        Assert.That(
            () => new ConditionRig("""{"side":"up"}"""),
            Throws.TypeOf<CoreFaultException>().With.Message.Contains(
                "The document of strategy 1 (condition) is broken: $.side: 'up' is not one of long, short"));
    }

    [Test]
    public void Strategy_that_starts_without_its_document_stops_the_core_by_name()
    {
        var rig = new ConditionRig();
        var defined = Event.Create(EventKind.StrategyDefined, rig.Core.Clock, InstrumentId.None);
        defined.StrategyDefined.Strategy = new StrategyId(1);
        defined.StrategyDefined.TypeName = Engine.Model.Events.Payloads.Text32.From("condition");
        rig.Send(defined);

        Assert.That(
            () => rig.Send(Event.Create(EventKind.SessionStarted, rig.Core.Clock, InstrumentId.None)),
            Throws.TypeOf<CoreFaultException>().With.Message.Contains("starts without the document"));
    }

    [Test]
    public void Second_document_stops_the_core_by_name()
    {
        var rig = new ConditionRig(Documents.Short());
        var slots = ConditionRig.Slots(new StrategyId(1), Whole, rig.Core.Clock);

        Assert.That(
            () => rig.Send(slots[0]), Throws.TypeOf<CoreFaultException>().With.Message.Contains("has one already"));
    }

    private static void Try(byte[] bytes)
    {
        try
        {
            ConditionDocument.Compile(bytes);
        }
        catch (InvalidDataException exception) when (exception.Message.StartsWith('$'))
        {
            Debug.Assert(exception.Message.Contains(": "), "It says what is wrong.");
        }
    }

    private static byte[] Damage(int seed)
    {
        var random = new Random(seed);
        var bytes = Whole.ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(place, Math.Min(random.Next(1, 30), bytes.Count - place));
                    break;
                default:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }
}
