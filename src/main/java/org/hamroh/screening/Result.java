package org.hamroh.screening;

import java.util.List;

/// What the rules say of the answers so far, with every reason for it.
///
/// @param points     of all signs that were answered with yes
/// @param signs      those signs, in the order of the rules
/// @param danger     whether somebody is in danger right now
/// @param minor      whether the person is under 18
/// @param open       signs that were not asked, or of which the caller was not sure
/// @param incomplete whether so many are open that the level may be too low
public record Result(
    Level level,
    int points,
    List<String> signs,
    boolean danger,
    boolean minor,
    int open,
    boolean incomplete) {}
