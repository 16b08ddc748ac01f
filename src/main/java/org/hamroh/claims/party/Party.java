package org.hamroh.claims.party;

/// A firm, a building site or an agent, under one spelling.
///
/// @param name as it was first typed
public record Party(long id, PartyKind kind, String name) {

  /// A firm's whole name with its form fits; more is a story, which belongs into a note.
  public static final int LONGEST_NAME = 120;
}
