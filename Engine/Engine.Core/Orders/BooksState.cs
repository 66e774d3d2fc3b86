namespace Engine.Core.Orders;

/// <summary>How our books of an instrument stand to what the venue says.</summary>
public enum BooksState
{
    /// <summary>Nothing speaks against them.</summary>
    Agree = 1,

    /// <summary>The venue contradicts them, or was not heard for a while: it is asked, and no risk is added.</summary>
    Doubted = 2,

    /// <summary>They differ by more than is corrected: trading is halted, and the venue is asked on.</summary>
    Apart = 3,
}
