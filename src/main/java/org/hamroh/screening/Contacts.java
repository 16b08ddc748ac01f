package org.hamroh.screening;

import java.util.Optional;
import org.hamroh.phone.CallerKey;

/// What screenings ask of those who know the conversations.
public interface Contacts {

  /// @param caller   empty when withheld or unknown
  /// @param language in which the caller is spoken with; empty when unknown
  /// @param danger   whether the caller pressed the key of danger, or came by its queue
  record Contact(Optional<CallerKey> caller, String language, boolean danger) {}

  /// @param id a call's, or `w-…` for who came without calling
  Optional<Contact> find(String id);

  /// Whether this person has answered that call, or wrote its record.
  boolean isOf(String id, String login);
}
