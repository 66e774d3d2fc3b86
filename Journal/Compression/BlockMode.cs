namespace Journal.Compression;

/// <summary>How a block holds its frames. Numbers are the file format.</summary>
internal enum BlockMode : byte
{
    /// <summary>As they are: their slots are too unlike each other.</summary>
    Raw = 0,

    /// <summary>Field by field, as differences.</summary>
    Columnar = 1,
}
