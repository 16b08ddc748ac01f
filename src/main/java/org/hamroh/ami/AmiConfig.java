package org.hamroh.ami;

import org.hamroh.yaml.Secret;

/// How to reach the PBX's manager interface.
public record AmiConfig(String host, int port, String user, Secret secret) {}
