package org.hamroh.audit;

/// A place in the chain.
///
/// @param hash of the row with that number
record Link(long seq, String hash) {

  /// Before the first row.
  static final Link BEGINNING = new Link(0, Chain.BEGINNING);
}
