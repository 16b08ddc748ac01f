package org.hamroh.casework.contact;

import java.time.Instant;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.phone.CallerKey;

/// One conversation as the operator wrote it down.
///
/// @param id          the call's id, or `w-…` for who came without calling
/// @param call        empty when there was none
/// @param channel     `call`, or one of the form's channels
/// @param caller      empty when withheld or unknown
/// @param formVersion of the form that it was written with
/// @param version     counts changes, from 1; 0 before anything is kept
/// @param done        when the next action was done, empty while it is open or there is none
/// @param saved       empty while it is a draft
public record ContactRecord(
    String id,
    Optional<CallId> call,
    String channel,
    Optional<CallerKey> caller,
    long formVersion,
    long version,
    Content content,
    String nextBy,
    Optional<Instant> done,
    Deed created,
    Deed changed,
    Optional<Deed> saved) {

  /// The channel of who rings the line.
  public static final String CALL = "call";

  /// Who did it, and when.
  public record Deed(String by, Instant at) {}

  public boolean isSaved() {
    return saved.isPresent();
  }

  /// A version of it that could not go into it: somebody else had changed it, or it is saved.
  ///
  /// @param page names the open page that wrote it
  public record Aside(String page, Content content, Deed written) {}
}
