package org.hamroh.talk;

import org.hamroh.phone.PhoneNumber;

/// An organisation that a caller may be connected with.
///
/// @param id of the directory: `fitt-migration-centre`
public record Partner(String id, String name, PhoneNumber number) {}
