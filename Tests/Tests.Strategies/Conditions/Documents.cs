namespace Tests.Strategies.Conditions;

/// <summary>Documents for tests, told by the price alone: short over 110, in over 115, out under 100.</summary>
internal static class Documents
{
    public const string Signal = """{"all":[{"indicator":"price","operator":"above","value":110}]}""";
    public const string Entry = """{"all":[{"indicator":"price","operator":"above","value":115}]}""";
    public const string Close = """{"any":[{"indicator":"price","operator":"below","value":100}],"cooldown":"4s"}""";

    public const string Cancel = """
        {"any":[{"indicator":"price","operator":"below","value":105}],"timeout":"10s","cooldown":"5s"}
        """;

    public const string Emergency = """
        {"any":[{"indicator":"price","operator":"above","value":130}],"cooldown":"8s"}
        """;

    public const string Position = """{"sizePct":30,"leverage":3}""";

    /// <summary>The whole document, a part of it changed.</summary>
    public static string Short(
        string signal = Signal, string cancel = Cancel, string entry = Entry, string close = Close,
        string emergency = Emergency, string position = Position, string side = "short", int signalsAtOnce = 3) => $$"""
        {
          "name": "test", "side": "{{side}}", "signalsAtOnce": {{signalsAtOnce}},
          "sections": {
            "S1": {{signal}}, "O1": {{cancel}}, "Z1": {{entry}}, "ZE1": {{close}}, "E1": {{emergency}}
          },
          "position": {{position}}
        }
        """;
}
