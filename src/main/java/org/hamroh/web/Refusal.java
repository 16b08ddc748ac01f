package org.hamroh.web;

/// A request that is turned down, told as RFC 9457 problem details (or as a page, to a browser).
/// The detail is shown to the user: what is wrong and what to do, never a stack trace.
public final class Refusal extends RuntimeException {
  private final int status;
  private final String key;

  /// @param status HTTP status, 400 to 599
  public Refusal(int status, String detail) {
    this(status, "", detail);
  }

  /// @param key of the same sentence in the words of the pages; a program gets `detail`
  public Refusal(int status, String key, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.key = key;
  }

  /// Empty when no page has words for it.
  public String key() {
    return key;
  }

  public int status() {
    return status;
  }

  public static Refusal notFound(String what) {
    return new Refusal(404, "There is no " + what + " here.");
  }
}
