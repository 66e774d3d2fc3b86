using System.Text.Json.Serialization;
using Benchmarks.Harness;
using Engine.Host.Commands;
using Engine.Host.Commands.Criteria;
using Engine.Host.Commands.Imports;
using Engine.Host.Commands.Journals;
using Replay.Backtests;
using Replay.Diffs;
using Replay.Import;
using Replay.Presets;
using Replay.Quality;
using Replay.Replaying;
using Replay.Simulation;
using Replay.Sweeps;

namespace Engine.Host.Output;

/// <summary>The shapes of the JSON documents, compiled: reflection would cost more than most commands take.</summary>
[JsonSerializable(typeof(GenerateResult))]
[JsonSerializable(typeof(IReadOnlyList<StrategyDocument>))]
[JsonSerializable(typeof(IReadOnlyList<VenueDocument>))]
[JsonSerializable(typeof(IReadOnlyList<PairPreset>))]
[JsonSerializable(typeof(ConfigurationDocument))]
[JsonSerializable(typeof(ConfigurationCheckDocument))]
[JsonSerializable(typeof(InspectDocument))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(MergeDocument))]
[JsonSerializable(typeof(SnapshotDocument))]
[JsonSerializable(typeof(RetentionDocument))]
[JsonSerializable(typeof(ExportDocument))]
[JsonSerializable(typeof(RepairDocument))]
[JsonSerializable(typeof(CompactDocument))]
[JsonSerializable(typeof(BacktestResult))]
[JsonSerializable(typeof(CriteriaDocument))]
[JsonSerializable(typeof(ReplayResult))]
[JsonSerializable(typeof(SweepResult))]
[JsonSerializable(typeof(SimulationResult))]
[JsonSerializable(typeof(DiffResult))]
[JsonSerializable(typeof(ImportDocument))]
[JsonSerializable(typeof(QualityReport))]
[JsonSerializable(typeof(IReadOnlyList<ImportFormatInfo>))]
[JsonSerializable(typeof(List<BenchmarkEntry>))]
internal sealed partial class HostJsonContext : JsonSerializerContext;
