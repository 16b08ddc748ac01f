package org.hamroh.web;

/// Where the console and the API listen.
public record WebConfig(String host, int port) {}
