using System.Globalization;
using System.Text;

namespace Tests.Adapters.Binance;

/// <summary>
/// Makes frames of the hot messages by a seed: as the venue writes them, and with whatever it might change.
/// </summary>
internal sealed class FrameMaker(Random random)
{
    private static readonly string[] Numbers =
    [
        "61800.20", "61800.2", "61800", "0.014", "0.000", "0", "5.", ".5", "-1.0", "1e5", "61800.25", "1234567.1",
        "12345678.1", "00012.50", "999999999999999999.9", "0.00000001", "0.123456789", "606.6750000000", "", "x", "1 ",
    ];

    private static readonly string[] Integers =
    [
        "1723161256322", "1723161256322017", "0", "007", "-5", "99999999999999999", "9223372036854775808", "1.5",
        "\"7\"", "",
    ];

    private static readonly string[] Extras =
    [
        "\"st\":1", "\"st\":2", "\"ps\":\"BTCUSDT\"", "\"nq\":\"9.9\"", "\"M\":true", "\"zz\":[1,{\"a\":2}]",
        "\"X\":\"MARKET\"", "\"X\":\"ADL\"", "\"i\":5", "\"e\":\"trade\"", "\"\\u0062\":\"5\"", "\"f\":1", "\"l\":2",
    ];

    /// <summary>A frame; more often than not a good one.</summary>
    internal byte[] Make()
    {
        var members = random.Next(4) switch
        {
            0 => Quote(),
            1 => Trade("trade", "t"),
            2 => Trade("aggTrade", "a"),
            _ => Depth(),
        };
        if (random.Next(5) == 0)
        {
            members.Insert(random.Next(members.Count + 1), Extras[random.Next(Extras.Length)]);
        }

        if (random.Next(8) == 0)
        {
            var first = random.Next(members.Count);
            var second = random.Next(members.Count);
            (members[first], members[second]) = (members[second], members[first]);
        }

        if (random.Next(10) == 0)
        {
            members.RemoveAt(random.Next(members.Count));
        }

        if (random.Next(20) == 0 && members.Count > 0)
        {
            members.Add(members[random.Next(members.Count)]);
        }

        var separator = random.Next(20) == 0 ? " , " : ",";
        var data = "{" + string.Join(separator, members) + "}";
        return Encoding.UTF8.GetBytes(random.Next(3) == 0 ? data : Envelope(data));
    }

    /// <summary>Changes a few bytes, or cuts the frame.</summary>
    internal byte[] Mutate(byte[] frame)
    {
        ReadOnlySpan<byte> likely = "{}[]\",:0123456789.-eEtfnsbaTuUpq\\ "u8;
        var changed = frame.ToArray();
        for (var changes = random.Next(0, 4); changes > 0; changes--)
        {
            changed[random.Next(changed.Length)] = random.Next(4) == 0
                ? (byte)random.Next(256)
                : likely[random.Next(likely.Length)];
        }

        return random.Next(6) == 0 ? changed[..random.Next(changed.Length)] : changed;
    }

    private string Envelope(string data)
    {
        var channel = random.Next(8) switch
        {
            0 => "depth5@100ms",
            1 => "rpiDepth@500ms",
            2 => "depth@0ms",
            3 => "dep\\\"th",
            _ => "bookTicker",
        };
        return "{\"stream\":\"btcusdt@" + channel + "\",\"data\":" + data + "}";
    }

    private List<string> Quote()
    {
        List<string> members =
        [
            "\"u\":" + Integer(), Symbol(), "\"b\":" + Number(), "\"B\":" + Number(), "\"a\":" + Number(),
            "\"A\":" + Number(),
        ];
        if (random.Next(3) > 0)
        {
            members.Insert(0, "\"e\":\"bookTicker\"");
        }

        if (random.Next(3) > 0)
        {
            members.AddRange(["\"T\":" + Integer(), "\"E\":" + Integer()]);
        }

        return members;
    }

    private List<string> Trade(string type, string id)
    {
        List<string> members =
        [
            "\"e\":\"" + type + "\"", "\"E\":" + Integer(), Symbol(), $"\"{id}\":{Integer()}", "\"p\":" + Number(),
            "\"q\":" + Number(), "\"T\":" + Integer(), "\"m\":" + (random.Next(2) == 0 ? "true" : "false"),
        ];
        return members;
    }

    private List<string> Depth()
    {
        var last = random.NextInt64(1, 10_000_000_000_000);
        var first = random.Next(10) == 0 ? last + 1 : last - random.Next(1_000);
        List<string> members =
        [
            "\"e\":\"depthUpdate\"", "\"E\":" + Integer(), "\"T\":" + Integer(), Symbol(),
            "\"U\":" + Text(first), "\"u\":" + Text(last), "\"pu\":" + Text(first - 1), "\"b\":" + Side(),
            "\"a\":" + Side(),
        ];
        if (random.Next(3) == 0)
        {
            // As spot writes it.
            members.RemoveAt(6);
            members.RemoveAt(2);
        }

        return members;
    }

    private string Side()
    {
        var levels = Enumerable.Range(0, random.Next(6))
            .Select(_ => "[" + Number() + "," + Number() + (random.Next(40) == 0 ? ",[]]" : "]"));
        return "[" + string.Join(random.Next(40) == 0 ? " ," : ",", levels) + "]";
    }

    private string Symbol() => random.Next(20) == 0 ? "\"s\":\"NOPEUSDT\"" : "\"s\":\"BTCUSDT\"";

    private string Number()
    {
        if (random.Next(25) == 0)
        {
            var odd = Numbers[random.Next(Numbers.Length)];
            return random.Next(5) == 0 ? odd : "\"" + odd + "\"";
        }

        var whole = random.NextInt64(0, random.Next(2) == 0 ? 10 : 1_000_000);
        return random.Next(2) == 0
            ? $"\"{Text(whole)}.{Text(random.Next(10))}\""
            : $"\"{Text(whole)}.{Text(random.Next(10))}{new string('0', random.Next(9))}\"";
    }

    private string Integer() => random.Next(25) == 0
        ? Integers[random.Next(Integers.Length)]
        : Text(random.NextInt64(0, 2_000_000_000_000));

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
