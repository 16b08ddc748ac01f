package org.hamroh.seal;

/// Sealed bytes were changed, or belong to another key: the file is damaged, or
/// the site's secret is not the one that it was sealed with.
public final class BrokenSealException extends RuntimeException {

  BrokenSealException(String name) {
    super("the seal of " + name + " does not open with this site's key");
  }
}
