namespace Engine.Core.Risk;

/// <summary>The places of the risk limits in their table: the numbers of parameter events.</summary>
internal static class LimitPlace
{
    internal const int OrderNotional = 0;
    internal const int PositionNotional = 1;
    internal const int Exposure = 2;
    internal const int PriceCollar = 3;
    internal const int OpenOrders = 4;
    internal const int OrderQuantity = 5;
    internal const int PositionQuantity = 6;
    internal const int CapitalShare = 7;
    internal const int MarkCollar = 8;
    internal const int OrdersPerSecond = 9;
    internal const int OrdersPerHour = 10;
    internal const int OrdersPerDay = 11;
    internal const int OpeningsPerHour = 12;
    internal const int OpeningsPerDay = 13;
    internal const int Leverage = 14;
    internal const int MarginUse = 15;
    internal const int RiskPerTrade = 16;
    internal const int StopDistance = 17;
    internal const int PositionLoss = 18;
    internal const int DailyLoss = 19;
    internal const int DailyLossShare = 20;
    internal const int Drawdown = 21;
    internal const int LossesInARow = 22;
    internal const int CoolDown = 23;
    internal const int AllowUnlisted = 24;
    internal const int Allowed = 25;
}
