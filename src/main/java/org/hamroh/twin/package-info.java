/// The voice twin: every text of a campaign can be heard, by ringing a number, by a missed call, or
/// because the campaign rings people who do not read.
@org.jspecify.annotations.NullMarked
package org.hamroh.twin;
