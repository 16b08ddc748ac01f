package org.hamroh.ivr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.ivr.step.Step;

/// One file of `ivr-scripts`: what the line says and does, step by step. Never changes; a changed
/// file is a new script with another version.
///
/// @param name        the file's name without `.yaml`
/// @param version     first 12 hexadecimal digits of the file's SHA-256
/// @param entries     steps, besides the first, at which a call may come in
/// @param alreadySaid prompts that callers who come in here have heard earlier in the call
/// @param steps       by name, as they stand in the file; at least one
public record Script(
    String name,
    String version,
    Everywhere everywhere,
    List<String> entries,
    Set<String> alreadySaid,
    Map<String, Step> steps) {

  /// Where a call comes in when nothing else is said.
  public Step first() {
    return steps.values().iterator().next();
  }

  public Optional<Step> step(String stepName) {
    return Optional.ofNullable(steps.get(stepName));
  }
}
