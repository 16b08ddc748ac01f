/// When the hotline's people are there: schedules, holidays, and what follows for a moment.
@org.jspecify.annotations.NullMarked
package org.hamroh.hours;
