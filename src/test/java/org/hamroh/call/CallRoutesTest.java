package org.hamroh.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.phone.CallerKey;
import org.hamroh.store.Database;
import org.hamroh.web.Principal;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallRoutesTest {

  private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
  private static final CallerKey CALLER = new CallerKey("0123456789abcdef0123456789abcdef");

  @TempDir private Path folder;
  private Database database;
  private CallRecords records;
  private final Map<String, Routes.Handler> handlers = new HashMap<>();

  @BeforeEach
  void fillTheStore() {
    database = Database.open(folder.resolve("hamroh.db"));
    records = new CallRecords(database, topic -> {});
    new CallRoutes(records).mount(new Hung());
    try (CallLog log = new CallLog(database)) {
      for (int i = 1; i <= 5; i++) {
        CallId call = new CallId("hamroh-1763769600." + i);
        Instant at = START.plusSeconds(60L * i);
        log.tell(call, at, new CallEvent.CallStarted(CALLER, "TJ", "700", "PJSIP/demo-1"));
        log.tell(call, at, new CallEvent.LanguageChosen(i % 2 == 0 ? "ru" : "tg", true));
        log.tell(call, at.plusSeconds(2), new CallEvent.SilenceHeard("main"));
        if (i == 3) {
          log.tell(
              call,
              at.plusSeconds(9),
              new CallEvent.OperatorAnswered("queue-wages", "op1", Duration.ofSeconds(7)));
        }
        log.tell(call, at.plusSeconds(30), new CallEvent.ScriptEnded("end"));
        log.tell(call, at.plusSeconds(30), new CallEvent.CallEnded());
      }
    }
    records.refresh();
  }

  @AfterEach
  void closeTheStore() {
    database.close();
  }

  private CallRoutes.CallList list(Map<String, String> query) throws Exception {
    Reply reply = handlers.get("/api/v1/calls").handle(new Asked(query, Map.of()));
    return (CallRoutes.CallList) ((Reply.Json) reply).value();
  }

  private static List<String> ids(CallRoutes.CallList list) {
    return list.calls().stream().map(one -> one.id().substring(18)).toList();
  }

  @Test
  void callsAreListedNewestFirst() throws Exception {
    CallRoutes.CallList list = list(Map.of());

    assertThat(ids(list)).containsExactly("5", "4", "3", "2", "1");
    assertThat(list.next()).isNull();
    assertThat(list.calls().getFirst().caller()).isEqualTo(CALLER.hex());
  }

  @Test
  void cursorLeadsThroughAllPagesOnce() throws Exception {
    List<String> seen = new ArrayList<>();

    CallRoutes.CallList page = list(Map.of("limit", "2"));
    seen.addAll(ids(page));
    while (page.next() != null) {
      page = list(Map.of("limit", "2", "cursor", page.next()));
      seen.addAll(ids(page));
    }

    assertThat(seen).containsExactly("5", "4", "3", "2", "1");
  }

  @ParameterizedTest
  @CsvSource({
    "ending, ANSWERED, 3",
    "operator, op1, 3",
    "language, ru, 4 2",
    "from, 2026-11-22T08:04:00Z, 5 4",
    "to, 2026-11-22T13:02:00+05:00, 1",
  })
  void filtersNarrowTheList(String name, String value, String expected) throws Exception {
    assertThat(String.join(" ", ids(list(Map.of(name, value))))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ending, LOST, ending is one of ANSWERED",
    "from, yesterday, from is a time such as",
    "limit, 0, limit is a number from 1 to 200",
    "limit, 9999, limit is a number from 1 to 200",
    "cursor, !, cursor is not one that an earlier page gave",
    "cursor, YWJj, cursor is not one that an earlier page gave",
  })
  void strangeFilterIsRefusedWithItsRemedy(String name, String value, String sentence) {
    assertThatThrownBy(() -> list(Map.of(name, value)))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessageContaining(sentence);
  }

  @Test
  void oneCallIsShownWithItsEvents() throws Exception {
    Reply reply =
        handlers
            .get("/api/v1/calls/{id}")
            .handle(new Asked(Map.of(), Map.of("id", "hamroh-1763769600.3")));
    CallRoutes.CallDetails details = (CallRoutes.CallDetails) ((Reply.Json) reply).value();

    assertThat(details.call().ending()).isEqualTo(Ending.ANSWERED);
    assertThat(details.call().waitedMillis()).isEqualTo(7_000);
    assertThat(details.events())
        .extracting(EventView::type)
        .containsExactly(
            "CallStarted",
            "LanguageChosen",
            "SilenceHeard",
            "OperatorAnswered",
            "ScriptEnded",
            "CallEnded");
    assertThat(details.events().get(3).details())
        .isEqualTo(Map.of("queue", "queue-wages", "operator", "op1", "waitedMillis", 7_000L));
    assertThat(details.events().getFirst().details()).containsEntry("caller", CALLER.hex());
  }

  @Test
  void totalsSayWhatCallersPaidAndWhoHadNoKeys() throws Exception {
    try (CallLog log = new CallLog(database)) {
      CallId call = new CallId("hamroh-1763769600.1");
      log.tell(call, START.plusSeconds(65), new CallEvent.NoKeyPressed("main"));
      log.tell(
          call,
          START.plusSeconds(85),
          new CallEvent.MessageLeft("m-1", "no-key", Duration.ofSeconds(9)));
    }
    records.refresh();

    Reply reply =
        handlers
            .get("/api/v1/calls/totals")
            .handle(new Asked(Map.of("to", "2026-11-22T08:04:30Z"), Map.of()));

    assertThat(((Reply.Json) reply).value())
        .isEqualTo(new CallRoutes.TotalsView(4, 4, 120_000, 30_000, 1, 1));
  }

  @Test
  void unknownCallIsNotFound() {
    assertThatThrownBy(
            () ->
                handlers
                    .get("/api/v1/calls/{id}")
                    .handle(new Asked(Map.of(), Map.of("id", "nobody"))))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.status()).isEqualTo(404));
  }

  private final class Hung implements Routes.Mount {
    @Override
    public void get(String path, Set<Role> roles, Routes.Handler handler) {
      handlers.put(path, handler);
    }

    @Override
    public void post(String path, Set<Role> roles, Routes.Handler handler) {
      throw new IllegalStateException("calls are only read");
    }
  }

  /// A request as the web server hands it on.
  private record Asked(Map<String, String> query, Map<String, String> path) implements Request {
    @Override
    public Principal principal() {
      return new Principal("op1", Set.of(Role.OPERATOR));
    }

    @Override
    public String path(String name) {
      return path.get(name);
    }

    @Override
    public Optional<String> query(String name) {
      return Optional.ofNullable(query.get(name));
    }

    @Override
    public Optional<String> form(String name) {
      return Optional.empty();
    }

    @Override
    public byte[] body() {
      return new byte[0];
    }

    @Override
    public <T> T json(Class<T> type) {
      throw new Refusal(400, "There is no body.");
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.empty();
    }

    @Override
    public String language() {
      return "ru";
    }
  }
}
