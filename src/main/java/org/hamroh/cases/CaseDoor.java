package org.hamroh.cases;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hamroh.phone.CallerKey;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What other rooms may know of cases, and tell them: screenings, referrals and claims hang on one.
public interface CaseDoor {

  /// @param caller nothing for who came in without a telephone
  /// @param owner  the login of who looks after it
  /// @param status an id of the status graph
  /// @param sealed whether only those who are assigned may see it
  record Line(CaseId id, @Nullable CallerKey caller, String owner, String status, boolean sealed) {}

  /// @param kind  what it is: `referral-sent`
  /// @param who   a login, or `hamroh` for the product's own work
  /// @param facts small words that a page can show; never a text that somebody wrote
  record Happening(String kind, String who, Instant at, Map<String, String> facts) {}

  Optional<Line> find(Handle handle, CaseId id);

  /// When the person first spoke with us of this matter, as far as it is written down.
  default Optional<Instant> firstContact(Handle handle, CaseId id) {
    return Optional.empty();
  }

  /// Whether this person may see and work on the case.
  boolean isOpenTo(Handle handle, CaseId id, String login);

  /// Adds a line to its timeline, in the caller's transaction.
  void tell(Handle handle, CaseId id, Happening happening);
}
