package org.hamroh.cases;

/// What somebody does to a case. Texts and tasks are pieces of their own.
public sealed interface CaseChange {

  /// @param outcome needed to close it, empty otherwise
  record Move(String status, String outcome) implements CaseChange {}

  /// Another owner, who gets among those who work on it.
  record Give(String owner) implements CaseChange {}

  record Assign(String login) implements CaseChange {}

  /// Takes somebody off; the owner stays.
  record Dismiss(String login) implements CaseChange {}

  record Sealing(boolean sealed) implements CaseChange {}

  record Describe(CaseFile.About about, String topic) implements CaseChange {}
}
