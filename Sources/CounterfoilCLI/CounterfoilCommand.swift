import ArgumentParser

@main struct CounterfoilCommand: ParsableCommand {}
