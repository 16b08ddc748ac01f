package org.hamroh.sip;

/// Who a call says it comes from.
///
/// @param user        the SIP user part, as a rule the number: `+992900000001`
/// @param displayName the name beside it, empty when there is none
/// @param isAnonymous whether the number is withheld (RFC 3323: `anonymous.invalid`, `Privacy: id`)
public record Caller(String user, String displayName, boolean isAnonymous) {

  public Caller {
    if (!user.matches("[A-Za-z0-9+*#._-]{1,64}")) {
      throw new IllegalArgumentException("a caller has 1 to 64 letters, digits or + * # . _ -");
    }
    if (displayName.length() > 200 || displayName.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("a display name has at most 200 signs on one line");
    }
  }

  public static Caller of(String user) {
    return new Caller(user, "", false);
  }

  /// A caller who withholds the number.
  public static Caller anonymous() {
    return new Caller("anonymous", "Anonymous", true);
  }

  /// As it stands in a From header, without the tag.
  String nameAddress() {
    String name =
        displayName.isEmpty()
            ? ""
            : "\"" + displayName.replace("\\", "\\\\").replace("\"", "\\\"") + "\" ";
    return name + "<sip:" + user + "@" + (isAnonymous ? "anonymous.invalid" : "127.0.0.1") + ">";
  }
}
