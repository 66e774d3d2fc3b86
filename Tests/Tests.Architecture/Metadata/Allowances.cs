namespace Tests.Architecture.Metadata;

/// <summary>
/// The uses of banned things that are let pass, each with its reason. One that nothing needs fails a test.
/// </summary>
internal static class Allowances
{
    public static readonly Allowance[] Table =
    [
    ];
}
