namespace Tests.Architecture.Arrows;

/// <summary>Compares what project files declare with the table of rooms.</summary>
internal static class ArrowRules
{
    /// <summary>Returns one sentence for every arrow, package or project that the table does not draw.</summary>
    public static List<string> Check(IEnumerable<ProjectFile> projects)
    {
        var complaints = new List<string>();
        foreach (var project in projects)
        {
            var room = Rooms.Find(project.Name);
            if (room is null)
            {
                complaints.Add($"{project.RelativePath}: {project.Name} has no row in the table of rooms");
                continue;
            }

            complaints.AddRange(project.Projects
                .Where(target => !room.MayReference(target))
                .Select(target => $"{project.RelativePath}: the arrow {project.Name} -> {target} is not drawn"));
            complaints.AddRange(project.Packages
                .Where(package => !room.MayTake(package))
                .Select(package => $"{project.RelativePath}: {project.Name} may not take the package {package}"));
        }

        return complaints;
    }
}
