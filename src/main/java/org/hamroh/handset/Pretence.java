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

  @Override
  public boolean canCall(CallId call) {
    return true;
  }

  @Override
  public Callbacks.Answer book(Wish wish) {
    page.tell(new Sign.Pretended("callback", wish.when().name()));
    return new Callbacks.Answer.Booked(RECEIPT);
  }

  @Override
  public Cases.Status status(CallId call, String receipt, String pin) {
    page.tell(new Sign.Pretended("case", ""));
    return Cases.Status.OPEN;
  }
}
