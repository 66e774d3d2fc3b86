using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Engine.Host.Purity;

/// <summary>
/// Reads a compiled assembly, without loading it, and names every use of what <see cref="MetadataRules" /> bans. One
/// scan per instance, on one thread.
/// </summary>
/// <remarks>
/// It sees what the analyzer cannot: the calls behind a <c>lock</c> or a <c>foreach</c>, fields without initializers,
/// and assemblies that came without their sources.
/// </remarks>
internal sealed class MetadataScanner
{
    private const string WholeAssembly = "(assembly)";

    private readonly PEReader _image;
    private readonly MetadataReader _reader;
    private readonly RuleScope _scope;
    private readonly TypeNameProvider _names = new();
    private readonly HashSet<EntityHandle> _seen = [];
    private readonly HashSet<Finding> _findings = [];
    private string _where = WholeAssembly;
    private bool _isExempt;

    private MetadataScanner(PEReader image, RuleScope scope)
    {
        _image = image;
        _reader = image.GetMetadataReader();
        _scope = scope;
    }

    /// <summary>Returns what the assembly uses against the rules of the scope, in order of place.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <param name="scope">The kind of assembly.</param>
    /// <exception cref="BadImageFormatException">The file is not a managed assembly.</exception>
    public static List<Finding> Scan(string path, RuleScope scope)
    {
        using var file = File.OpenRead(path);
        return Scan(file, scope);
    }

    /// <summary>Returns what the assembly uses against the rules of the scope, in order of place.</summary>
    /// <param name="assembly">The bytes of the assembly's file.</param>
    /// <param name="scope">The kind of assembly.</param>
    /// <exception cref="BadImageFormatException">It is not a managed assembly.</exception>
    public static List<Finding> Scan(Stream assembly, RuleScope scope)
    {
        using var image = new PEReader(assembly, PEStreamOptions.LeaveOpen);
        var scanner = new MetadataScanner(image, scope);
        scanner.ScanTypes();
        scanner.SweepReferences();
        return [.. scanner._findings.OrderBy(finding => finding.ToString(), StringComparer.Ordinal)];
    }

    private void ScanTypes()
    {
        foreach (var handle in _reader.TypeDefinitions)
        {
            var type = _reader.GetTypeDefinition(handle);
            var typeName = TypeNameProvider.NameOf(_reader, handle);
            At(typeName, isExempt: false);
            CheckToken(type.BaseType);
            foreach (var implemented in type.GetInterfaceImplementations())
            {
                CheckToken(_reader.GetInterfaceImplementation(implemented).Interface);
            }

            foreach (var field in type.GetFields())
            {
                ScanField(_reader.GetFieldDefinition(field), type, typeName);
            }

            foreach (var method in type.GetMethods())
            {
                ScanMethod(_reader.GetMethodDefinition(method), type, typeName);
            }
        }
    }

    private void ScanField(FieldDefinition field, TypeDefinition type, string typeName)
    {
        At($"{typeName}.{_reader.GetString(field.Name)}", isExempt: false);
        field.DecodeSignature(_names, genericContext: null);
        CheckMetTypes();

        var isMutableStatic = field.Attributes.HasFlag(FieldAttributes.Static)
            && !field.Attributes.HasFlag(FieldAttributes.Literal)
            && !field.Attributes.HasFlag(FieldAttributes.InitOnly);
        if (isMutableStatic && !CompilerWritten.IsCache(_reader, type, _reader.GetString(type.Name)))
        {
            Report(MetadataRules.MutableStatic, "a static field that can change");
        }
    }

    private void ScanMethod(MethodDefinition method, TypeDefinition type, string typeName)
    {
        var name = _reader.GetString(method.Name);
        At($"{typeName}.{name}", CompilerWritten.IsMethod(_reader, method, name, _reader.GetString(type.Name)));
        method.DecodeSignature(_names, genericContext: null);
        CheckMetTypes();

        if (method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        {
            Report(MetadataRules.NativeCall, "a method of a native library");
        }

        if (name == "Finalize" && method.Attributes.HasFlag(MethodAttributes.Virtual))
        {
            Report(MetadataRules.Collector, "a finalizer");
        }

        if (method.ImplAttributes.HasFlag(MethodImplAttributes.Synchronized))
        {
            Report("lock", "a synchronized method");
        }

        if (method.RelativeVirtualAddress != 0)
        {
            ScanBody(_image.GetMethodBody(method.RelativeVirtualAddress));
        }
    }

    private void ScanBody(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
        {
            _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, genericContext: null);
            CheckMetTypes();
        }

        foreach (var region in body.ExceptionRegions)
        {
            CheckToken(region.CatchType);
        }

        foreach (var token in InstructionTokens.Read(body.GetILReader()))
        {
            CheckToken(token);
        }
    }

    // What no member was seen to use still stands in the tables: attributes, constraints of generic parameters.
    private void SweepReferences()
    {
        At(WholeAssembly, isExempt: false);
        foreach (var handle in _reader.MemberReferences.Where(handle => !_seen.Contains(handle)))
        {
            CheckToken(handle);
        }

        foreach (var handle in _reader.TypeReferences.Where(handle => !_seen.Contains(handle)))
        {
            CheckToken(handle);
        }
    }

    private void CheckToken(EntityHandle token)
    {
        if (token.IsNil)
        {
            return;
        }

        _seen.Add(token);
        switch (token.Kind)
        {
            case HandleKind.TypeReference:
                CheckUse(TypeNameProvider.NameOf(_reader, (TypeReferenceHandle)token), member: null);
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)token).DecodeSignature(_names, null);
                CheckMetTypes();
                break;
            case HandleKind.MemberReference:
                CheckMember(_reader.GetMemberReference((MemberReferenceHandle)token));
                break;
            case HandleKind.MethodSpecification:
                var method = _reader.GetMethodSpecification((MethodSpecificationHandle)token);
                method.DecodeSignature(_names, genericContext: null);
                CheckMetTypes();
                CheckToken(method.Method);
                break;
            case HandleKind.StandaloneSignature:
                _reader.GetStandaloneSignature((StandaloneSignatureHandle)token).DecodeMethodSignature(_names, null);
                CheckMetTypes();
                break;
            default:
                break; // The assembly's own types and members are scanned where they stand.
        }
    }

    private void CheckMember(MemberReference member)
    {
        var type = member.Parent.Kind switch
        {
            HandleKind.TypeReference => _names.GetTypeFromReference(_reader, (TypeReferenceHandle)member.Parent, 0),
            HandleKind.TypeSpecification => _reader.GetTypeSpecification((TypeSpecificationHandle)member.Parent)
                .DecodeSignature(_names, genericContext: null),
            _ => "",
        };
        CheckUse(type, _reader.GetString(member.Name));

        if (member.GetKind() == MemberReferenceKind.Method)
        {
            member.DecodeMethodSignature(_names, genericContext: null);
        }
        else
        {
            member.DecodeFieldSignature(_names, genericContext: null);
        }

        CheckMetTypes();
    }

    private void CheckMetTypes()
    {
        foreach (var handle in _names.Met)
        {
            _seen.Add(handle);
            CheckUse(TypeNameProvider.NameOf(_reader, handle), member: null);
        }

        _names.Met.Clear();
    }

    private void CheckUse(string type, string? member)
    {
        if (MetadataRules.Find(_scope, type, member) is { } rule)
        {
            Report(rule.Name, member is null ? type : $"{type}.{member}");
        }
    }

    private void Report(string rule, string what)
    {
        if (!_isExempt)
        {
            _findings.Add(new Finding(rule, _where, what));
        }
    }

    private void At(string where, bool isExempt)
    {
        _where = where;
        _isExempt = isExempt;
    }
}
