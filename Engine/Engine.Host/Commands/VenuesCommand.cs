using System.CommandLine;
using Adapters.Simulated.Venue.Rules;
using Engine.Host.Cli;
using Engine.Host.Output;
using Engine.Model.Instruments;

namespace Engine.Host.Commands;

/// <summary><c>engine venues</c>: the venues by name, and in what their rules differ.</summary>
internal static class VenuesCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command(
            "venues", "List the venues by name, with the rules by which the simulated venue answers in their place.");
        runner.Attach(command, (_, context) => Run(context));
        return command;
    }

    /// <summary>Runs the command.</summary>
    internal static int Run(CommandContext context)
    {
        var venues = Enum.GetValues<VenueId>().Where(venue => venue != VenueId.None).Select(Document).ToList();
        if (context.IsJson)
        {
            JsonOutput.Write(context, venues, JsonOutput.Shapes.IReadOnlyListVenueDocument);
            return ExitCode.Ok;
        }

        var screen = Screen.Of(context);
        var table = new TextTable(
            new TextColumn("venue"), new TextColumn("smaller keeps its place"), new TextColumn("other amends"),
            new TextColumn("of what waits", Importance: 1), new TextColumn("post-only amend that takes", Importance: 2),
            new TextColumn("trigger reached on arrival", Importance: 1), new TextColumn("self-trade"));
        foreach (var venue in venues)
        {
            table.AddRow(
                venue.Name, venue.SmallerKeepsPlace ? "yes" : "no", venue.AmendReplaces ? "cancel and new" : "in place",
                venue.AmendsConditional ? "yes" : "refused", venue.AmendThatWouldTake, venue.ReachedTrigger,
                venue.SelfTradePrevention);
        }

        screen.Table(table);
        screen.Line();
        screen.Line("All are answered by the simulated venue; there is no connection to a live one yet.");
        return ExitCode.Ok;
    }

    private static VenueDocument Document(VenueId venue)
    {
        var rules = VenueRuleTable.Of(venue);
        return new VenueDocument(
            venue.Name(), rules.SizeDownKeepsPlace, rules.AmendReplaces, rules.AmendsConditional,
            Text(rules.AmendToFilled), Text(rules.AmendThatWouldTake), rules.RefusesNoChange,
            rules.ReachedTrigger == ReachedTrigger.Rejects ? "rejects" : "triggers", Text(rules.SelfTradePrevention));
    }

    private static string Text(FailedAmend what) => what == FailedAmend.Refused ? "refused" : "ends-order";

    private static string Text(SelfTradePrevention what) => what switch
    {
        SelfTradePrevention.None => "none",
        SelfTradePrevention.CancelNewest => "cancel-newest",
        SelfTradePrevention.CancelOldest => "cancel-oldest",
        SelfTradePrevention.CancelBoth => "cancel-both",
        _ => "decrement",
    };
}
