namespace Tests.Architecture.Tidy;

/// <summary>A member of a type that has a body in braces.</summary>
/// <param name="Name">Its name, as in the source, without parameters.</param>
/// <param name="Line">The line of its opening brace, from 1.</param>
/// <param name="BodyLines">The lines from its opening to its closing brace, both counted.</param>
internal readonly record struct CodeMember(string Name, int Line, int BodyLines);
