using Engine.Model.Events;
using Engine.Model.Instruments;
using Engine.Model.Numbers;
using Engine.Model.Units;

namespace Journal.Rendering;

/// <summary>Writes one event as a line: every field of its kind.</summary>
internal static class EventLine
{
    internal static void Write(
        ILineWriter line, in Event slot, long sequence, InstrumentRegistry registry, bool isRepeat = false)
    {
        var grid = Grid.Of(registry, slot.Instrument);
        line.BeginEvent(sequence, IsoTime.Format(slot.Time), slot.Kind.ToString(), grid.Name);
        Time(line, "venueTime", slot.VenueTime);
        switch (slot.Class)
        {
            case EventClass.Public:
                PublicEventFields.Write(line, in slot, grid);
                break;
            case EventClass.Private:
                PrivateEventFields.Write(line, in slot, grid, registry);
                break;
            default:
                ControlEventFields.Write(line, in slot, grid, registry);
                break;
        }

        if (slot.Kind is EventKind.Fill or EventKind.FillDetail)
        {
            line.Flag("repeat", isRepeat);
        }

        line.Flag("runGoesOn", !slot.IsLastOfRun);
        line.EndLine();
    }

    /// <summary>A time of a payload; zero means that it was not given.</summary>
    internal static void Time(ILineWriter line, string name, TimestampNs time)
    {
        if (time == TimestampNs.Zero)
        {
            line.Absent(name);
            return;
        }

        line.Text(name, IsoTime.Format(time));
    }

    /// <summary>A number that zero says was not given.</summary>
    internal static void Given(ILineWriter line, string name, long value)
    {
        if (value == 0)
        {
            line.Absent(name);
            return;
        }

        line.Number(name, value);
    }

    /// <summary>A price or quantity in steps that zero says was not given.</summary>
    internal static void GivenDecimal(ILineWriter line, string name, long steps, DecimalStep step)
    {
        if (steps == 0)
        {
            line.Absent(name);
            return;
        }

        line.Decimal(name, steps, step);
    }

    internal static string SideName(Side side) => side == Side.Bid ? "bid" : "ask";
}
