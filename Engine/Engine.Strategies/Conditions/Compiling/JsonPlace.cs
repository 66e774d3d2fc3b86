using System.Text.Json;

namespace Engine.Strategies.Conditions.Compiling;

/// <summary>A value of the document with the path at which it stands, for errors.</summary>
internal readonly struct JsonPlace
{
    private readonly JsonElement _element;

    internal JsonPlace(JsonElement element, string path)
    {
        _element = element;
        Path = path;
    }

    /// <summary>The path, such as <c>$.sections.S1.all[0]</c>.</summary>
    internal string Path { get; }

    internal bool IsObject => _element.ValueKind == JsonValueKind.Object;

    internal bool IsArray => _element.ValueKind == JsonValueKind.Array;

    internal bool IsNumber => _element.ValueKind == JsonValueKind.Number;

    internal bool IsText => _element.ValueKind == JsonValueKind.String;

    internal int Length => _element.GetArrayLength();

    internal JsonPlace this[int index] => new(_element[index], $"{Path}[{index}]");

    /// <summary>What to throw for something wrong here.</summary>
    internal InvalidDataException Wrong(string what) => new($"{Path}: {what}");

    /// <summary>Sees to it that it is an object with none but the known members, each at most once.</summary>
    internal void RequireMembers(params ReadOnlySpan<string> known)
    {
        if (!IsObject)
        {
            throw Wrong($"is {Kind()}, and should be an object");
        }

        var seen = new List<string>();
        foreach (var member in _element.EnumerateObject())
        {
            var name = NameOf(member);
            if (!known.Contains(name))
            {
                throw Wrong($"'{name}' is not one of {string.Join(", ", known)}");
            }

            if (seen.Contains(name))
            {
                throw Wrong($"'{name}' stands here twice");
            }

            seen.Add(name);
        }
    }

    /// <summary>Finds a member.</summary>
    internal bool TryMember(string name, out JsonPlace place)
    {
        var isThere = _element.TryGetProperty(name, out var element);
        place = new JsonPlace(element, $"{Path}.{name}");
        return isThere;
    }

    /// <exception cref="InvalidDataException">The member is not there.</exception>
    internal JsonPlace Member(string name) =>
        TryMember(name, out var place) ? place : throw Wrong($"'{name}' is missing");

    /// <exception cref="InvalidDataException">It is no text.</exception>
    internal string Text()
    {
        if (!IsText)
        {
            throw Wrong($"is {Kind()}, and should be text");
        }

        try
        {
            return _element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("is no valid text");
        }
    }

    /// <exception cref="InvalidDataException">It is no number within the range.</exception>
    internal double Number(double minimum, double maximum)
    {
        if (!IsNumber || !_element.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            throw Wrong($"is {Kind()}, and should be a number");
        }

        return value >= minimum && value <= maximum
            ? value
            : throw Wrong(maximum == double.MaxValue
                ? $"{value:R} is out of range; allowed is {minimum:R} or more"
                : $"{value:R} is out of range; allowed is {minimum:R} to {maximum:R}");
    }

    /// <exception cref="InvalidDataException">It is no whole number within the range.</exception>
    internal double Whole(double minimum, double maximum)
    {
        var value = Number(minimum, maximum);
        return value == Math.Floor(value) ? value : throw Wrong($"{value:R} is not a whole number");
    }

    internal string Kind() => _element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    };

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("a name in it is no valid text");
        }
    }
}
