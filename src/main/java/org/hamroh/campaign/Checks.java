package org.hamroh.campaign;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which checks a campaign has passed since it was last written, and which it needs.
final class Checks {

  /// In this order.
  static final List<Step.Kind> ALL =
      List.of(Step.Kind.LANGUAGE, Step.Kind.LEGAL, Step.Kind.APPROVED);

  private final Map<Step.Kind, Step> passed = new EnumMap<>(Step.Kind.class);
  private final Set<String> writers = new HashSet<>();
  private String lastWriter = "";
  private long lastWriting;

  private Checks() {}

  static Checks of(List<Step> steps) {
    Checks checks = new Checks();
    for (Step step : steps) {
      switch (step.kind()) {
        case WRITTEN -> {
          checks.passed.clear();
          checks.writers.add(step.by());
          checks.lastWriter = step.by();
          checks.lastWriting = step.nr();
        }
        case RETURNED -> checks.passed.clear();
        case LANGUAGE, LEGAL, APPROVED -> checks.passed.put(step.kind(), step);
        case TESTED, SUBMITTED, SCHEDULED, STARTED, PAUSED, RESUMED, STOPPED, BUDGET, EXPIRED -> {}
      }
    }
    return checks;
  }

  /// Which ones a campaign of this size needs.
  static List<Step.Kind> needed(Campaign campaign, long recipients, long approvalAbove) {
    List<Step.Kind> needed = new ArrayList<>();
    boolean many = recipients > approvalAbove;
    if (many) {
      needed.add(Step.Kind.LANGUAGE);
    }
    if (campaign.legalNeeded()) {
      needed.add(Step.Kind.LEGAL);
    }
    if (many) {
      needed.add(Step.Kind.APPROVED);
    }
    return needed;
  }

  boolean has(Step.Kind check) {
    return passed.containsKey(check);
  }

  Optional<Step> step(Step.Kind check) {
    return Optional.ofNullable(passed.get(check));
  }

  List<Step.Kind> missing(List<Step.Kind> needed) {
    return needed.stream().filter(check -> !has(check)).toList();
  }

  /// The step with which it was last written: whoever checks has seen this one or is told.
  long lastWriting() {
    return lastWriting;
  }

  /// Whether somebody may not do this check; empty: it is open to them.
  Optional<String> closedTo(String login, Step.Kind check) {
    if (check == Step.Kind.APPROVED && writers.contains(login)) {
      return Optional.of("was written by you; somebody else has to approve it");
    }
    if (lastWriter.equals(login)) {
      return Optional.of("was last written by you; somebody else has to check it");
    }
    return Optional.empty();
  }

  static String words(List<Step.Kind> checks) {
    return String.join(
        ", ",
        checks.stream()
            .map(
                check ->
                    switch (check) {
                      case LANGUAGE -> "the language check";
                      case LEGAL -> "the legal check";
                      default -> "the approval by a second person";
                    })
            .toList());
  }
}
