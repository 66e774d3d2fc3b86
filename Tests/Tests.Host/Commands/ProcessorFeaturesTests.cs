using System.Diagnostics;
using System.Text.Json;
using Engine.Host.Cli;

namespace Tests.Host.Commands;

/// <summary>
/// One journal, replayed by processes that see different processors: the same witness, digest and commands.
/// </summary>
internal sealed class ProcessorFeaturesTests
{
    private static readonly (string Name, string Value)[] Environments =
    [
        ("ENGINE_TEST_PLAIN", "1"),
        // libm picks its Exp, Log and Pow by the processor: here it is told that FMA and AVX2 are missing.
        ("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX512F"),
        ("DOTNET_EnableAVX2", "0"),
        ("DOTNET_EnableHWIntrinsic", "0"),
        ("DOTNET_TieredCompilation", "0"),
    ];

    [Test]
    public void Replay_is_identical_whatever_the_processor_seems_to_have()
    {
        using var folder = new TempFolder();
        EngineRun.Ok("generate", "--out", folder["market"], "--instruments", "3", "--events", "60000", "--seed", "11");
        EngineRun.Ok(
            "backtest", "--journal", folder["market"], "--strategy", "market-maker", "--strategy", "momentum",
            "--out", folder["run"]);

        var results = Environments.Select(environment => Replay(folder["run"], environment)).ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(results.Select(result => result.Identical), Has.All.True);
            Assert.That(results.Select(result => (result.Witness, result.Digest)).Distinct().Count(), Is.EqualTo(1));
        });
    }

    private static (bool Identical, string Witness, string Digest) Replay(
        string journal, (string Name, string Value) environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = [typeof(EngineCommandLine).Assembly.Location, "replay", journal, "--verify", "--json"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[environment.Name] = environment.Value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.Result);
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        return (
            root.GetProperty("identical").GetBoolean(),
            root.GetProperty("witness").GetString()!,
            root.GetProperty("digest").GetString()!);
    }
}
