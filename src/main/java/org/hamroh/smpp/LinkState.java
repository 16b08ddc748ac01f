package org.hamroh.smpp;

/// How a route's link is, for the health page and the logs.
///
/// @param up       whether segments can leave now
/// @param sentence `linked to 127.0.0.1:2775` or what is wrong and what to do
public record LinkState(boolean up, String sentence) {}
