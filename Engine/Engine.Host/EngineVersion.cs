namespace Engine.Host;

/// <summary>The version of the engine, as journals and people read it.</summary>
internal static class EngineVersion
{
    private const int FieldCount = 3;

    /// <summary>Such as <c>0.1.0</c>; never the build or the commit, so that the same arguments make the same bytes.</summary>
    public static string Text { get; } =
        typeof(EngineVersion).Assembly.GetName().Version?.ToString(FieldCount) ?? "0.0.0";
}
