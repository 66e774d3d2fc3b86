namespace Engine.Disruptor;

/// <summary>The loop of a thread that runs one duty, and how it goes to sleep without losing a wake-up.</summary>
internal static class DutyLoop
{
    /// <summary>Runs until the graph halts.</summary>
    internal static void Run<TWait>(IDuty duty, HaltSignal halt, ref TWait wait, Parker parker)
        where TWait : struct, IWaitStrategy
    {
        var fused = duty as FusedDuty;
        var standingBack = new StandingBack(fused?.Capacity ?? 0);
        var looks = 0;
        var done = 0;
        while (!halt.IsHalted)
        {
            var doneNow = duty.RunOnce();
            if (doneNow != 0)
            {
                done += doneNow;
                if (fused is null || !fused.HasBacklog)
                {
                    wait.Found(looks);

                    // Each stage has handled every event.
                    Processor.Pause(standingBack.PausesAfter(done / Math.Max(1, fused?.StageCount ?? 1), looks));
                    done = 0;
                    looks = 0;
                }
            }
            else if (wait.KeepLooking(looks))
            {
                looks++;
            }
            else
            {
                Park(duty, halt, parker);
                looks = 0;
                done = 0;
            }
        }
    }

    /// <summary>
    /// Parks until a publication or a halt; if the last look finds something it does that and returns.
    /// </summary>
    internal static void Park(IDuty duty, HaltSignal halt, Parker parker)
    {
        var ticket = parker.PrepareToPark();
        duty.Arm();
        parker.Fence();
        if (duty.RunOnce() == 0 && !halt.IsHalted)
        {
            parker.Park(ticket);
        }
    }
}
