namespace Engine.Model.Commands;

/// <summary>
/// What a command says. Below 0x10 it goes to a gateway; the rest is for readers. Numbers are the file format.
/// </summary>
public enum CommandKind : ushort
{
    /// <summary>Never published; a zeroed slot.</summary>
    None = 0,

    /// <summary>Place an order.</summary>
    PlaceOrder = 0x01,

    /// <summary>Cancel an order.</summary>
    CancelOrder = 0x02,

    /// <summary>Change price or quantity of an order.</summary>
    AmendOrder = 0x03,

    /// <summary>Ask the venue for the truth about an order.</summary>
    QueryOrder = 0x04,

    /// <summary>
    /// Ask the venue for the fills of an instrument that we may have missed, and then for our position in it.
    /// </summary>
    QueryPosition = 0x05,

    /// <summary>Risk has refused a request: the reason, the measured value and the limit.</summary>
    OrderRefused = 0x11,

    /// <summary>A strategy sees something: side, price, confidence.</summary>
    Signal = 0x12,

    /// <summary>A strategy has changed its state.</summary>
    StrategyState = 0x13,

    /// <summary>Trading has changed its state.</summary>
    TradingState = 0x14,

    /// <summary>Something that a person should know.</summary>
    Alert = 0x15,

    /// <summary>
    /// A value that a strategy has gone by: it stands behind the signal or the change of state before it.
    /// </summary>
    Evidence = 0x16,

    /// <summary>
    /// The data of an instrument fails a check of the sanitizer, or passes it again: which, the measured value and the
    /// limit.
    /// </summary>
    DataState = 0x17,

    /// <summary>A signal that somebody collects has changed its state.</summary>
    SignalState = 0x18,

    /// <summary>
    /// A guard has changed its state: which, the state before and after, why, the measured value and the limit.
    /// </summary>
    GuardState = 0x19,

    /// <summary>
    /// The books were corrected to what the venue says of a position or a balance: what it says, what they said.
    /// </summary>
    Reconciled = 0x1C,

    /// <summary>
    /// The order before it belongs to a group: which, and in what role. Of an entry also where its take-profit and its
    /// stop will lie.
    /// </summary>
    OrderGrouped = 0x1D,

    /// <summary>
    /// The protection of what a bracket's entry has filled has changed its state: before, after, what is held, why.
    /// </summary>
    ProtectionState = 0x1E,

    /// <summary>
    /// How our books of an instrument stand to the venue has changed: before, after, why.
    /// </summary>
    BooksState = 0x1F,

    /// <summary>
    /// Fills of an order that never came were booked by the operator's word: price, quantity, what the venue counts,
    /// what had come.
    /// </summary>
    OrderCorrected = 0x20,

    /// <summary>The running hash of everything so far.</summary>
    Witness = 0x21,

    /// <summary>A hash of the whole state.</summary>
    Digest = 0x22,
}
