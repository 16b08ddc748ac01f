package org.hamroh.handset;

import java.util.Map;
import java.util.Optional;
import org.hamroh.call.CallId;
import org.hamroh.ivr.Services;
import org.hamroh.ivr.outside.Callbacks;
import org.hamroh.ivr.outside.Cases;
import org.hamroh.ivr.outside.KnownCallers;
import org.hamroh.ivr.outside.Listings;
import org.hamroh.ivr.outside.Lookups;
import org.hamroh.ivr.outside.TextSender;

/// The rest of the hotline as a telephone in the browser meets it: everything answers as on a good
/// day, nothing is kept, nothing leaves the house, and the page is told what would have.
///
/// @param caller who the person at the page pretends to be
record Pretence(Mailbox page, KnownCallers.Known caller)
    implements KnownCallers, TextSender, Lookups, Callbacks, Cases {

  private static final String RECEIPT = "123456";

  Services services(Stage stage, Listings listings) {
    return new Services(stage.sentences(), this, this, this, listings, this, this);
  }

  @Override
  public Known of(CallId call) {
    return caller;
  }

  @Override
  public void rememberLanguage(CallId call, String language) {}

  @Override
  public boolean canSend(CallId call) {
    return !caller.country().isEmpty();
  }

  @Override
  public TextSender.Outcome subscribe(CallId call, String group, String language) {
    page.tell(new Sign.Pretended("subscription", group));
    return TextSender.Outcome.ACCEPTED;
  }

  @Override
  public TextSender.Outcome send(
      CallId call, String text, String language, Map<String, String> values) {
    page.tell(new Sign.Pretended("text", text));
    return TextSender.Outcome.ACCEPTED;
  }

  @Override
  public Optional<Map<String, String>> ask(String lookup, Map<String, String> values) {
    page.tell(new Sign.Pretended("lookup", lookup));
    return Optional.empty();
  }

  /// Whether calls back, and cases, can be asked for: here always.
  @Override
  public boolean isThere() {
    return true;
  }

  @Override
  public boolean canCall(CallId call) {
    return !caller.country().isEmpty(); // a withheld number cannot be called
  }

  @Override
  public Callbacks.Answer book(Wish wish) {
    page.tell(new Sign.Pretended("callback", wish.when().name()));
    return new Callbacks.Answer.Booked(RECEIPT);
  }

  @Override
  public Cases.Standing standing(CallId call, String receipt, String pin) {
    page.tell(new Sign.Pretended("case", ""));
    return new Cases.Standing.Open(Optional.empty());
  }
}
