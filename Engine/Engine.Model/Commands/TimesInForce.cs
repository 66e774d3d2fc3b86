namespace Engine.Model.Commands;

/// <summary>Groups of times in force.</summary>
public static class TimesInForce
{
    /// <summary>Whether what cannot be filled at once stays in the book.</summary>
    public static bool MayRest(this TimeInForce timeInForce) =>
        timeInForce is TimeInForce.GoodTillCanceled or TimeInForce.GoodTillDate;
}
