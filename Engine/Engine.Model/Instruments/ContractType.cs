namespace Engine.Model.Instruments;

/// <summary>What an instrument is. Numbers are the file format.</summary>
public enum ContractType : byte
{
    /// <summary>Not an instrument.</summary>
    None = 0,

    /// <summary>Base against quote, delivered at once.</summary>
    Spot = 1,

    /// <summary>A perpetual, margined and settled in its quote asset.</summary>
    LinearPerpetual = 2,
}
