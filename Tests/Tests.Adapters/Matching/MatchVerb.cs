namespace Tests.Adapters.Matching;

/// <summary>What a request asks for.</summary>
internal enum MatchVerb
{
    Place,
    Cancel,
    Move,
    Amend,
}
