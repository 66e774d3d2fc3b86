using Adapters.Common.Gateways;

namespace Tests.Adapters.Gateways;

/// <summary>Keeps what an emergency tells.</summary>
internal sealed class ListLog : IEmergencyLog
{
    private readonly List<string> _lines = [];

    internal string Text
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public void Write(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }
}
