using Engine.Model.Commands;

namespace Tests.Strategies;

/// <summary>What a strategy has said of its reasons.</summary>
internal static class Evidences
{
    /// <summary>The last value and bound of a name.</summary>
    public static (double Value, double Bound) Evidence(this StrategyRig rig, string name)
    {
        var command = rig.Commands.Last(c => c.Kind == CommandKind.Evidence && c.Name.ToString() == name);
        return (command.Value, command.Bound);
    }

    /// <summary>The confidence of the last signal.</summary>
    public static double Confidence(this StrategyRig rig) => BitConverter.Int64BitsToDouble(
        rig.Commands.Last(c => c.Kind == CommandKind.Signal).Count);
}
