using Tests.Support;

namespace Tests.Architecture;

internal sealed class SharedDataTests
{
    [Test]
    public void RequireFile_of_an_absent_file_ignores_the_test_and_names_the_file()
    {
        Assert.That(
            () => SharedData.RequireFile("no/such.file"),
            Throws.TypeOf<IgnoreException>().With.Message.Contains("no/such.file"));
    }

    [Test]
    public void Find_of_the_root_is_the_folder_of_the_solution()
    {
        Assert.That(Path.Combine(RepositoryRoot.Find().FullName, "engine.sln"), Does.Exist);
    }
}
