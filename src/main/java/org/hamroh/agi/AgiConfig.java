package org.hamroh.agi;

/// Where the FastAGI server listens. Whoever reaches it owns the calls: loopback only, unless a
/// tunnel leads there.
public record AgiConfig(String host, int port) {}
