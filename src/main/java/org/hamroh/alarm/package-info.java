/// What staff must be told at once: a danger call that nobody answers, a line that does not work.
/// By mail, by SMS and as a red line on the console; once, and until it has been told.
package org.hamroh.alarm;
