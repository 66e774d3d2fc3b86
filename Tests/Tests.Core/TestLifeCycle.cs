// Each test case gets its own fixture, so that a rig built in a field is fresh.
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
