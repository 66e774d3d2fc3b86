using BenchmarkDotNet.Running;

// dotnet run -c Release --project Benchmarks/Benchmarks.Micro -- --filter '*'
BenchmarkSwitcher.FromAssembly(System.Reflection.Assembly.GetExecutingAssembly()).Run(args);
