using Engine.Model.Units;

namespace Adapters.Simulated.Venue.Accounts;

/// <summary>A fee as it is charged.</summary>
/// <param name="Amount">In its asset; positive when paid.</param>
/// <param name="Asset">What it is paid in.</param>
internal readonly record struct VenueFee(Money Amount, AssetId Asset);
