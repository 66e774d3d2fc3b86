namespace Adapters.Common.Gateways;

/// <summary>
/// Where an emergency is told, when the journal cannot take it any more: another path, of another disk at best.
/// </summary>
public interface IEmergencyLog
{
    /// <summary>Writes a line. Any thread; throws nothing.</summary>
    void Write(string line);
}
