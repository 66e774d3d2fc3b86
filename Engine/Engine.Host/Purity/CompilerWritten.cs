using System.Reflection.Metadata;

namespace Engine.Host.Purity;

/// <summary>
/// Tells members whose whole body the compiler wrote from those where it only moved what a person wrote (lambdas,
/// local functions, the steps of an iterator). Only the former are let pass.
/// </summary>
internal static class CompilerWritten
{
    private const string Mark = "System.Runtime.CompilerServices.CompilerGeneratedAttribute";

    /// <summary>Returns whether the compiler alone wrote the method.</summary>
    /// <param name="reader">The assembly's metadata.</param>
    /// <param name="method">The method.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="type">The name of the method's own type, without those around it.</param>
    public static bool IsMethod(MetadataReader reader, MethodDefinition method, string name, string type)
    {
        // An iterator's constructor and GetEnumerator ask which thread they are on; its MoveNext is a person's.
        if (type.StartsWith('<') && type.Contains(">d__", StringComparison.Ordinal))
        {
            return name == ".ctor" || name.EndsWith(".GetEnumerator", StringComparison.Ordinal);
        }

        // The members of records: GetHashCode hashes the fields, and nobody but a hash table ever reads it.
        return name is "GetHashCode" or "Equals" or "PrintMembers" or "ToString"
            && IsMarked(reader, method.GetCustomAttributes());
    }

    /// <summary>
    /// Returns whether the type holds only what the compiler keeps for itself: caches of delegates that capture
    /// nothing, and the bytes of constant arrays. A race on them is harmless and no result depends on them.
    /// </summary>
    public static bool IsCache(MetadataReader reader, TypeDefinition type, string name) =>
        name.StartsWith('<') && IsMarked(reader, type.GetCustomAttributes());

    private static bool IsMarked(MetadataReader reader, CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            var constructor = reader.GetCustomAttribute(handle).Constructor;
            if (constructor.Kind == HandleKind.MemberReference
                && reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is
                { Kind: HandleKind.TypeReference } parent
                && TypeNameProvider.NameOf(reader, (TypeReferenceHandle)parent) == Mark)
            {
                return true;
            }
        }

        return false;
    }
}
