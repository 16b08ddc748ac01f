package org.hamroh.cases;

/// What came of a wish about a case.
public sealed interface CaseOutcome {

  record Done(CaseFile file) implements CaseOutcome {}

  /// Somebody else has changed it meanwhile. A text that was sent is kept beside.
  record Stale(CaseFile file) implements CaseOutcome {}

  /// It cannot be done.
  ///
  /// @param why a key of the pages' words below `cases.wrong.`
  record Wrong(String why) implements CaseOutcome {}

  /// No such case, or none that this person may see: nobody can tell which.
  record Nowhere() implements CaseOutcome {}
}
