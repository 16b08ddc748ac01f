package org.hamroh.referral;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hamroh.web.Guest;
import org.hamroh.web.Refusal;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.hamroh.web.Wording;

/// `/partner/{token}`: where a partner reads what it was sent, and answers. Without an account, on
/// any telephone, without scripts.
public final class PartnerPages implements Routes {

  /// A page and its few forms need ten; an office may stand behind one address.
  private static final int MOST_LOOKS = 60;

  private static final Duration WITHIN = Duration.ofMinutes(5);

  /// Addresses kept; who has more than these meets the links' 256 bits.
  private static final int MOST_ADDRESSES = 10_000;

  private record Looks(int count, Instant since) {}

  private final PartnerDesk desk;
  private final Texts texts;
  private final Clock clock;
  private final Cache<String, Looks> looks =
      Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).expireAfterWrite(WITHIN).build();

  public PartnerPages(PartnerDesk desk, Texts texts, Clock clock) {
    this.desk = desk;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.guest("/partner/{token}", this::show, this::take);
  }

  private Guest.Page show(Guest guest) {
    String token = token(guest);
    return page(guest, desk.look(token, guest.browser(), guest.from()), "");
  }

  private Guest.Page take(Guest guest) {
    String token = token(guest);
    String act = guest.form("act").orElse("");
    if (act.equals("confirm")) {
      return page(guest, desk.confirm(token, guest.browser(), guest.from()), "");
    }
    Step step =
        switch (act) {
          case "accept" -> Step.ACCEPTED;
          case "decline" -> Step.DECLINED;
          case "start" -> Step.STARTED;
          case "finish" -> Step.FINISHED;
          default -> throw new Refusal(422, "There is no such answer.");
        };
    String reason = guest.form(step == Step.FINISHED ? "outcome" : "reason").orElse("");
    String note = guest.form("note").orElse("");
    try {
      return page(
          guest,
          desk.answer(
              token,
              guest.browser(),
              step,
              step == Step.DECLINED || step == Step.FINISHED ? reason : "",
              note,
              guest.from()),
          "");
    } catch (Refusal refused) {
      if (refused.key().isEmpty()) {
        throw refused;
      }
      return page(guest, desk.look(token, guest.browser(), guest.from()), refused.key());
    }
  }

  private Guest.Page page(Guest guest, PartnerDesk.Landing landing, String trouble) {
    Wording words = texts.in(guest.language());
    int status = landing instanceof PartnerDesk.Landing.Gone ? 404 : trouble.isEmpty() ? 200 : 422;
    return new Guest.Page(
        status,
        "referral/partner.jte",
        Map.of(
            "landing", landing,
            "words", words,
            "address", "/partner/" + guest.path().getOrDefault("token", ""),
            "trouble", trouble));
  }

  /// Counts before it looks: nobody tries links by the thousand.
  ///
  /// @throws Refusal 429
  private String token(Guest guest) {
    Instant now = clock.instant();
    Looks counted =
        looks
            .asMap()
            .merge(
                guest.from(),
                new Looks(1, now),
                (before, fresh) ->
                    before.since.plus(WITHIN).isBefore(now)
                        ? fresh
                        : new Looks(before.count + 1, before.since));
    if (counted.count > MOST_LOOKS) {
      throw new Refusal(429, "Too many looks from this address. Wait some minutes.");
    }
    return guest.path().getOrDefault("token", "");
  }
}
