package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.say.Kind;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Codec;
import org.hamroh.sip.Heard;
import org.hamroh.sip.PromptEar;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.smpp.simulator.TakenSubmit;
import org.hamroh.voice.PromptBook;
import org.hamroh.voice.SentenceMaker;
import org.hamroh.voice.Spoken;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.yaml.Problems;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the rest of the hotline does for callers, on real calls: the language that is known again,
/// and the advice that comes as a text.
final class ServicesIT {

  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir static Path folder;
  private static TestHotline hotline;
  private static Telephone phone;

  @BeforeAll
  static void start() throws Exception {
    hotline = TestHotline.start(folder);
    phone = hotline.caller();
  }

  @AfterAll
  static void stop() throws Exception {
    if (phone != null) {
      phone.close();
    }
    if (hotline != null) {
      hotline.close();
    }
  }

  private static void hear(TelephoneCall call, String prompt) {
    call.hear(Set.of(prompt), SOON);
  }

  private static List<String> heard(TelephoneCall call) {
    return call.heard().stream().map(Heard::name).toList();
  }

  @Test
  void whoChoseRussianHearsRussianAtOnceInTheNextCallAndOneKeyChangesIt() {
    Caller caller = Caller.of("+992900000201");
    try (TelephoneCall first = phone.call("700", caller)) {
      hear(first, "tg/language-choice");
      first.press('2');
      hear(first, "ru/main-menu");
    }

    try (TelephoneCall second = phone.call("700", caller)) {
      hear(second, "ru/welcome");
      hear(second, "tg/language-hint");
      hear(second, "ru/main-menu");
      assertThat(heard(second)).doesNotContain("tg/welcome", "tg/language-choice");
      second.press('8');
      hear(second, "tg/main-menu");
    }

    try (TelephoneCall third = phone.call("700", caller)) {
      hear(third, "tg/welcome");
      hear(third, "ru/language-hint");
      assertThat(heard(third)).doesNotContain("ru/welcome", "ru/language-choice");
    }
    try (TelephoneCall stranger = phone.call("700", Caller.of("+992900000202"))) {
      hear(stranger, "tg/language-choice");
      hear(stranger, "ru/language-choice");
    }
  }

  @Test
  void aWithheldNumberIsAskedEveryTime() {
    for (int i = 0; i < 2; i++) {
      try (TelephoneCall call = phone.call("700", Caller.anonymous())) {
        hear(call, "tg/language-choice");
        call.press('2');
        hear(call, "ru/main-menu");
      }
    }
  }

  @Test
  void theAdviceComesToTheTelephoneThatCallsAndTheCallerGoesOn() {
    try (TelephoneCall call = phone.call("700", Caller.of("+992900000203"))) {
      toWages(call);
      call.press('2');
      hear(call, "ru/sms-safe");
      call.press('1');
      hear(call, "ru/sms-sent");
      hear(call, "ru/work-menu");
    }

    List<TakenSubmit> texts =
        await()
            .atMost(SOON)
            .until(
                () -> textsTo("992900000203"),
                found -> found.size() == 2); // 94 letters of Cyrillic
    String text = text(texts);
    assertThat(text).startsWith("Хамрох: Каждый день записывайте место").endsWith("700");
    JsonNode call = newestCall();
    assertThat(events(call)).contains("TextSent");
    assertThat(hotline.api("/calls/" + call.path("id").asString()).toString())
        .contains("sms-10", "accepted")
        .doesNotContain("900000203");
  }

  private static final java.nio.charset.Charset UTF_16 = StandardCharsets.UTF_16BE;

  private static void toWages(TelephoneCall call) {
    hear(call, "tg/language-choice");
    call.press('2');
    hear(call, "ru/main-menu");
    call.press('3');
    hear(call, "ru/topics-menu");
    call.press('1');
    hear(call, "ru/work-menu");
    call.press('1');
    hear(call, "ru/wages-info-1");
  }

  @Test
  void whoseNumberIsWithheldIsNotAskedButToldByAPerson() {
    try (TelephoneCall call = phone.call("700", Caller.anonymous())) {
      toWages(call);
      call.press('2');
      hear(call, "ru/sms-not-sent");
      assertThat(heard(call)).doesNotContain("ru/sms-safe");
    }
  }

  @Test
  void vacanciesAreHeardOneByOneAndTheContactComesAsAText() throws Exception {
    add("швея", "дӯзанда", "Худжанд", "Хуҷанд", "sughd", "Фабрика, +992 90 000 0301");
    add("повар", "ошпаз", "Бохтар", "Бохтар", "khatlon", "Ошхона, +992 90 000 0302");
    String cook = soundOf("повар", "Бохтар");
    String seamstress = soundOf("швея", "Худжанд");
    PromptEar ear = PromptEar.of(hotline.data().resolve("sounds"), Codec.ALAW);

    try (Telephone telephone = Telephone.open(hotline.sip(), ear);
        TelephoneCall call = telephone.call("700", Caller.of("+992900000204"))) {
      hear(call, "tg/language-choice");
      call.press('2');
      hear(call, "ru/main-menu");
      call.press('3');
      hear(call, "ru/topics-menu");
      call.press('3');
      hear(call, "ru/prepare-menu");
      call.press('3');
      hear(call, "ru/jobs-menu");
      call.press('1');
      hear(call, "ru/jobs-warning");
      hear(call, cook); // the newest first
      call.press('2');
      hear(call, seamstress);
      call.press('1');
      hear(call, "ru/sms-safe");
      call.press('1');
      hear(call, "ru/sms-sent");
      hear(call, "ru/jobs-none");
    }

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(text(textsTo("992900000204")))
                    .contains("швея, Худжанд, 2200 сомони. Фабрика, +992 90 000 0301"));
  }

  private static void add(
      String ru, String tg, String placeRu, String placeTg, String region, String contact)
      throws Exception {
    hotline.add(
        "/listings?list=vacancies",
        """
        {"titleTg":"%s","titleRu":"%s","placeTg":"%s","placeRu":"%s","region":"%s",
         "salary":"2200","contact":"%s","validUntil":"%s"}
        """
            .formatted(tg, ru, placeTg, placeRu, region, contact, LocalDate.now().plusDays(30)));
  }

  /// The name of a spoken vacancy, once it is there.
  private static String soundOf(String profession, String place) {
    Problems problems = new Problems();
    PromptBook prompts = PromptBook.read(Path.of("ivr-scripts"), List.of("tg", "ru"), problems);
    Map<String, Spoken> values =
        Map.of(
            "profession", new Spoken.Words(profession),
            "place", new Spoken.Words(place),
            "salary", new Spoken.Of(Kind.MONEY_TJS, "2200"));
    VoicePlaces places = VoicePlaces.of(Path.of("."), hotline.data());
    try (SentenceMaker voice = new SentenceMaker(() -> prompts, places, Clock.systemUTC())) {
      List<String> sounds =
          await()
              .atMost(SOON)
              .until(() -> voice.sounds("ru", "job-item", values), made -> !made.isEmpty());
      assertThat(sounds).hasSize(1);
      return "ru/" + sounds.getFirst();
    }
  }

  /// The parts in their order, as a telephone joins them.
  private static String text(List<TakenSubmit> parts) {
    return parts.stream()
        .sorted(Comparator.comparingInt(one -> one.octets()[5]))
        .map(one -> new String(one.octets(), 6, one.octets().length - 6, UTF_16))
        .collect(Collectors.joining());
  }

  private static List<TakenSubmit> textsTo(String number) {
    return hotline.texts().stream().filter(one -> one.destination().equals(number)).toList();
  }

  private static JsonNode newestCall() {
    return await()
        .atMost(SOON)
        .until(
            () ->
                hotline.calls().stream()
                    .filter(call -> !call.path("endedAt").isNull())
                    .filter(call -> events(call).contains("TextSent"))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static List<String> events(JsonNode call) {
    JsonNode whole = hotline.api("/calls/" + call.path("id").asString());
    return whole.path("events").valueStream().map(one -> one.path("type").asString()).toList();
  }
}
