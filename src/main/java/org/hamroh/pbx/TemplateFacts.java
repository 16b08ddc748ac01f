package org.hamroh.pbx;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The names that the templates of `deploy/asterisk` may use, with their values.
///
/// @param installation says which optional modules there are
record TemplateFacts(AsteriskSettings settings, AsteriskInstallation installation) {

  /// Many times what was measured as clean on 2 cores; past it callers hear busy.
  private static final int MAX_CALLS = 1_000;

  /// A leg without a packet for so long has lost its network.
  private static final Duration RTP_TIMEOUT = Duration.ofSeconds(15);

  /// Tenths of a second in which a page that is loaded anew comes back: 0.2 to 0.7 s were seen.
  private static final int RESUME_TRIES = 25;

  Map<String, Object> facts() {
    PbxConfig pbx = settings.pbx();
    return Map.ofEntries(
        Map.entry("folders", settings.folders()),
        Map.entry("modules", installation.modules()),
        Map.entry("cdrelCustom", installation.has("res_cdrel_custom")),
        Map.entry("maxCalls", MAX_CALLS),
        Map.entry("rtpTimeoutSeconds", RTP_TIMEOUT.toSeconds()),
        Map.entry("defaultLanguage", settings.defaultLanguage()),
        Map.entry("languages", languages()),
        Map.entry("sip", Map.of("host", pbx.sip().host(), "port", port(pbx.sip().port()))),
        Map.entry("browser", browser(pbx.browser())),
        Map.entry("loopback", pbx.sip().host().startsWith("127.")),
        Map.entry("addresses", OwnAddresses.list()),
        Map.entry("rtp", Map.of("from", port(pbx.rtp().from()), "to", port(pbx.rtp().to()))),
        Map.entry(
            "agi", Map.of("host", settings.agi().host(), "port", port(settings.agi().port()))),
        Map.entry(
            "ami",
            Map.of(
                "host", settings.ami().host(),
                "port", port(settings.ami().port()),
                "user", settings.ami().user(),
                "secret", settings.ami().secret().value())),
        Map.entry("trunks", pbx.trunks().stream().map(TemplateFacts::trunk).toList()),
        Map.entry("operators", operators()),
        Map.entry(
            "queues",
            Halls.all(settings.languages(), settings.defaultLanguage()).stream()
                .map(hall -> hall(hall, pbx.queueing()))
                .toList()),
        Map.entry(
            "numbers", settings.numbers().entrySet().stream().map(TemplateFacts::number).toList()),
        Map.entry("timing", timing(settings.timing())));
  }

  /// An empty list is no section in a template.
  private static List<Map<String, String>> browser(PbxConfig.@Nullable Listen listen) {
    return listen == null
        ? List.of()
        : List.of(Map.of("host", listen.host(), "port", port(listen.port())));
  }

  /// As text: a template must not write 5060 as "5,060" in any locale.
  private static String port(int port) {
    return Integer.toString(port);
  }

  private static Map<String, Object> trunk(PbxConfig.Trunk trunk) {
    return Map.of(
        "name",
        trunk.name(),
        "host",
        trunk.host(),
        "address",
        trunk.host().replaceFirst(":.*", ""));
  }

  private List<Map<String, String>> operators() {
    return IntStream.range(0, settings.operatorPasswords().size())
        .mapToObj(
            i ->
                Map.of(
                    "name",
                    "op" + (i + 1),
                    "password",
                    settings.operatorPasswords().get(i).value()))
        .toList();
  }

  private static Map<String, Object> hall(Halls.Hall hall, PbxConfig.Queues config) {
    return Map.of(
        "name",
        hall.name(),
        "kind",
        hall.kind(),
        "strategy",
        hall.ringsAll() ? "ringall" : config.of(hall.topic()).orElse(config.usual()));
  }

  private static Map<String, Object> number(Map.Entry<String, String> number) {
    boolean rings = AsteriskSettings.NEVER_ANSWERED.contains(number.getValue());
    boolean staff = AsteriskSettings.STAFF.contains(number.getValue());
    return Map.of(
        "number",
        number.getKey(),
        "line",
        number.getValue(),
        "rings",
        rings,
        "staff",
        staff,
        "answers",
        !rings && !staff);
  }

  private List<Map<String, Object>> languages() {
    return settings.languages().stream()
        .map(language -> Map.<String, Object>of("language", language, "entries", entries(language)))
        .toList();
  }

  private List<String> entries(String language) {
    return HoldPlaylist.of(settings.folders(), language).stream()
        .map(piece -> piece.path().toString())
        .toList();
  }

  private static Map<String, Object> timing(DialplanTiming timing) {
    return Map.ofEntries(
        Map.entry("resumeTries", RESUME_TRIES),
        Map.entry("firstHandle", timing.firstHandle().toSeconds()),
        Map.entry("queueWait", timing.queueWait().toSeconds()),
        Map.entry("dangerWait", timing.dangerWait().toSeconds()),
        Map.entry("netWait", timing.netWait().toSeconds()),
        Map.entry("netRetry", timing.netRetry().toSeconds()),
        Map.entry("announce", timing.announce().toSeconds()),
        Map.entry("wrapUp", timing.wrapUp().toSeconds()),
        Map.entry("ring", timing.ring().toSeconds()),
        Map.entry("message", timing.message().toSeconds()),
        Map.entry("firstChoice", DialplanTiming.FIRST_CHOICE.toSeconds()),
        Map.entry("dangerFirst", DialplanTiming.DANGER_FIRST.toSeconds()),
        Map.entry("onCall", DialplanTiming.ON_CALL.toSeconds()),
        Map.entry("onCallRing", DialplanTiming.ON_CALL_RING.toSeconds()));
  }
}
