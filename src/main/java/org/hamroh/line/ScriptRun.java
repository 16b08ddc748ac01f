package org.hamroh.line;

import org.hamroh.call.CallId;
import org.hamroh.ivr.CallLine;

/// Leads one caller through the script that belongs to the arrival. Runs on the call's own
/// thread and returns when the line has been told where the caller goes next, or the caller has
/// left. Whatever it throws takes the caller to a person.
@FunctionalInterface
public interface ScriptRun {
  void run(CallId call, CallLine line, Arrival arrival);
}
