namespace Engine.Model.Events;

/// <summary>What an acknowledged event survives. Numbers are the file format.</summary>
public enum Durability : byte
{
    /// <summary>Neither is promised: the lag behind the disk is bounded and reported.</summary>
    Async = 0,

    /// <summary>The death of the process: the kernel has it before a command leaves.</summary>
    Written = 1,

    /// <summary>The death of the machine: the device has it before a command leaves.</summary>
    Synced = 2,
}
