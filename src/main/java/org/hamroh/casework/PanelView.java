package org.hamroh.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallRecord;
import org.hamroh.caller.CallerFlag;
import org.hamroh.casework.contact.ContactRecord;
import org.hamroh.casework.contact.Content;
import org.hamroh.casework.form.ContactForm;

/// What the panels and pages of this room show, one record a piece. No telephone number is in any
/// of them but masked.
public final class PanelView {

  private PanelView() {}

  /// The form of one record, filled in as far as it is.
  ///
  /// @param id      of the record, which need not exist yet
  /// @param call    whether it is a call's
  /// @param version that the page sees, 0 before anything is kept
  /// @param content as JSON, for the page's script
  /// @param copyKey seals what the page could not send
  /// @param asides  what could not go into the record
  public record Record(
      String id,
      boolean call,
      String channel,
      ContactForm form,
      long version,
      Content content,
      String contentJson,
      Optional<ContactRecord.Deed> saved,
      boolean nextOpen,
      String copyKey,
      List<ContactRecord.Aside> asides) {}

  /// A caller as staff see them.
  ///
  /// @param key     stands for the number
  /// @param number  masked, empty when no longer kept
  /// @param country of the number, empty when unknown
  /// @param profile labels of fields with labels of answers
  public record Caller(
      String key,
      String number,
      String country,
      Map<String, String> profile,
      List<FlagLine> flags,
      ContactForm form,
      List<PastContact> contacts,
      List<CallRecord> calls) {}

  /// @param flag  with its label
  /// @param until when it ends
  public record FlagLine(CallerFlag flag, String label, Instant until) {}

  /// @param reasons labels, the main one first
  public record PastContact(
      String id, Instant at, String type, List<String> reasons, String disposition, String next) {}

  /// @param left until the wrap-up ends by itself; empty when there is none
  public record WrapUp(Optional<Duration> left) {}

  /// A page of the list of records.
  ///
  /// @param writers names, by record
  /// @param form    newest, for the search
  /// @param next    address of the next page, empty on the last
  public record Listing(
      List<PastContact> records,
      Map<String, String> writers,
      ContactForm form,
      String reason,
      String from,
      String to,
      String next) {}
}
