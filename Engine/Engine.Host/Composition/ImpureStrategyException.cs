namespace Engine.Host.Composition;

/// <summary>A strategy of the user's own uses what no strategy may, so that its runs could not be repeated.</summary>
internal sealed class ImpureStrategyException : Exception
{
    public ImpureStrategyException(string message)
        : base(message)
    {
    }
}
