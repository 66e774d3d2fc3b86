namespace Engine.Host;

/// <summary>What the process answers with. Scripts rely on the numbers.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>It ran, and the answer is no: a replay differs, a tail is torn.</summary>
    public const int No = 1;

    /// <summary>The command line, the configuration or a path is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A journal is corrupt or of another version, or an input file is malformed.</summary>
    public const int BadData = 3;

    /// <summary>Refused for safety, or locked by another process.</summary>
    public const int Refused = 4;

    /// <summary>A venue, the network or the disk failed.</summary>
    public const int Environment = 5;

    /// <summary>An invariant of the engine is broken.</summary>
    public const int Internal = 70;

    /// <summary>Stopped by Ctrl-C or a request to terminate.</summary>
    public const int Interrupted = 130;
}
